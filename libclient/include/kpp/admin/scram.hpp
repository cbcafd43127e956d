#pragma once
/// \file
/// Passwords of users who log in by SCRAM (KIP-554).
///
///     const kpp::ScramAlteration alice = kpp::ScramAlteration::set("alice", kpp::ScramMechanism::sha_256, "secret");
///     auto altered = admin.alter_scram_credentials({&alice, 1});
///     if (!altered) return complain(altered.error());
///     if (const kpp::Error* first = altered->first_error()) return complain(*first);
///
/// The password does not leave this process: it is salted and hashed here (RFC 5802), and only that is sent. No call
/// tells a password, nor its hash. Threads: plain values.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/export.hpp"

namespace kpp {

enum class ScramMechanism : std::int8_t { unknown = 0, sha_256 = 1, sha_512 = 2 };
/// "SCRAM-SHA-256", "SCRAM-SHA-512"; "UNKNOWN" for what only a newer broker knows.
[[nodiscard]] KPP_API std::string_view name(ScramMechanism mechanism) noexcept;
[[nodiscard]] KPP_API std::optional<ScramMechanism> parse_scram_mechanism(
    std::string_view text) noexcept;

/// The fewest iterations that brokers accept, and what is used unless another number is given.
inline constexpr std::int32_t scram_iterations = 4096;

struct ScramCredential {
  ScramMechanism mechanism = ScramMechanism::unknown;
  std::int32_t iterations = 0;
  friend bool operator==(const ScramCredential&, const ScramCredential&) = default;
};

/// A password to be set, or one to be taken away.
struct ScramAlteration {
  std::string user{};
  ScramMechanism mechanism = ScramMechanism::sha_256;
  std::optional<std::string> password{};  ///< None: the user loses this mechanism.
  std::int32_t iterations = scram_iterations;
  std::vector<std::byte> salt{};  ///< Empty: random.

  [[nodiscard]] static ScramAlteration set(std::string user, ScramMechanism mechanism,
                                           std::string password) {
    ScramAlteration alteration;
    alteration.user = std::move(user);
    alteration.mechanism = mechanism;
    alteration.password = std::move(password);
    return alteration;
  }
  [[nodiscard]] static ScramAlteration remove(std::string user, ScramMechanism mechanism) {
    ScramAlteration alteration;
    alteration.user = std::move(user);
    alteration.mechanism = mechanism;
    return alteration;
  }
};

}  // namespace kpp
