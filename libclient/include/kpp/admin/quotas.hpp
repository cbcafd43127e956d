#pragma once
/// \file
/// Quotas of users, client ids and addresses (KIP-13, KIP-546, KIP-612).
///
///     const kpp::QuotaEntity reporting{{{kpp::quota_client_id, "reporting"}}};
///     const kpp::QuotaAlteration slow{reporting, {{"producer_byte_rate", 1024.0}}};
///     auto altered = admin.alter_client_quotas({&slow, 1});
///     if (!altered) return complain(altered.error());
///
///     auto quotas = admin.describe_client_quotas({{kpp::QuotaFilter::Component::any(kpp::quota_client_id)}, true});
///     if (!quotas) return complain(quotas.error());
///     for (const kpp::ClientQuotas& client : *quotas)
///       for (const auto& [key, value] : client.values) std::cout << key << '=' << value << '\n';
///
/// Units: byte rates in bytes per second, request_percentage in per cent of one thread, mutation and connection rates per
/// second. Threads: plain values.

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin/call.hpp"

namespace kpp {

// The kinds of entity that Kafka knows.
inline constexpr const char* quota_user = "user";
inline constexpr const char* quota_client_id = "client-id";
inline constexpr const char* quota_ip = "ip";

/// Whom a quota is for: a name by kind of entity. User and client id may stand together.
struct QuotaEntity {
  /// No name: the default of that kind.
  std::map<std::string, std::optional<std::string>> parts{};
  friend auto operator<=>(const QuotaEntity&, const QuotaEntity&) = default;
};

/// What one entity may use. Keys: "producer_byte_rate", "consumer_byte_rate", "request_percentage",
/// "controller_mutation_rate", "connection_creation_rate".
struct ClientQuotas {
  QuotaEntity entity{};
  std::vector<std::pair<std::string, double>> values{};
};

/// Which entities are described: those that match every component.
struct QuotaFilter {
  struct Component {
    enum class Match : std::int8_t { exact = 0, default_entity = 1, any = 2 };
    std::string kind{};
    Match match = Match::any;
    std::string name{};  ///< Only for `exact`.

    /// The entity of this name.
    [[nodiscard]] static Component exact(std::string kind, std::string name) {
      return {std::move(kind), Match::exact, std::move(name)};
    }
    /// The default of this kind.
    [[nodiscard]] static Component default_of(std::string kind) {
      return {std::move(kind), Match::default_entity, {}};
    }
    /// Every entity of this kind, its default included.
    [[nodiscard]] static Component any(std::string kind) {
      return {std::move(kind), Match::any, {}};
    }
  };

  std::vector<Component> components{};  ///< None: every entity there is.
  bool strict = false;                  ///< Only entities without parts of other kinds.
};

struct QuotaAlteration {
  QuotaEntity entity{};
  /// By key; no value: the quota is taken away.
  std::vector<std::pair<std::string, std::optional<double>>> values{};
};

struct AlterQuotasOptions : CallOptions {
  bool validate_only = false;  ///< The broker checks and changes nothing.
};

}  // namespace kpp
