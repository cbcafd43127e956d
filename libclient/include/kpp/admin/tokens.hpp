#pragma once
/// \file
/// Delegation tokens: short-lived secrets with which a program logs in on behalf of its owner (KIP-48).
///
///     auto token = admin.create_delegation_token();
///     if (!token) return complain(token.error());
///     auto expires = admin.renew_delegation_token(token->hmac, std::chrono::hours(1));
///     if (!expires) return complain(expires.error());
///     std::cout << token->token_id << " until " << *expires << '\n';
///
/// They can be asked for only over a connection that is authenticated, and not by a token itself; else
/// `delegation_token_request_not_allowed`. One logs in by SCRAM, with the token's id as the user and its secret as the
/// password, as Java's clients do:
///
///     auto token = admin.create_delegation_token();
///     if (!token) return complain(token.error());
///     auto as_owner = kpp::Config::from_properties(
///         {{"bootstrap.servers", "localhost:9094"},
///          {"security.protocol", "SASL_SSL"},
///          {"sasl.mechanism", "SCRAM-SHA-512"},
///          {"sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" +
///                                   token->token_id + "\" password=\"" + token->hmac_as_base64() +
///                                   "\" tokenauth=true;"}});
///     if (!as_owner) return complain(as_owner.error());
///
/// Administration does; librdkafka cannot, and `Producer` and `Consumer` refuse it. Units: milliseconds; times since 1970.
/// Threads: plain values.

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

struct Principal {
  std::string type = "User";
  std::string name{};
  friend auto operator<=>(const Principal&, const Principal&) = default;
};

struct DelegationToken {
  std::string token_id{};
  Principal owner{};
  std::optional<Principal> requester{};  ///< Who asked for it (KIP-373, brokers from 3.3).
  Timestamp issued = -1;
  Timestamp expires = -1;         ///< It is of no use from then on, unless renewed.
  Timestamp cannot_outlive = -1;  ///< Nor can it be renewed beyond.
  std::vector<std::byte> hmac{};  ///< A SECRET.
  std::vector<Principal>
      renewers{};  ///< Who may renew it beside the owner. Empty in what `create` answers.

  /// The secret as it is written down, and as the password of a login.
  [[nodiscard]] KPP_API std::string hmac_as_base64() const;
};

struct CreateTokenOptions : CallOptions {
  std::optional<Principal> owner{};  ///< Empty: who asks. Another needs the right to (KIP-373).
  std::vector<Principal> renewers{};
  std::optional<Timeout>
      max_lifetime{};  ///< Empty: the broker's `delegation.token.max.lifetime.ms`.
};

}  // namespace kpp
