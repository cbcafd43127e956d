#include <functional>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/rounds.hpp"
#include "core/base64.hpp"
#include "wire/messages/create_delegation_token.hpp"
#include "wire/messages/describe_delegation_token.hpp"
#include "wire/messages/expire_delegation_token.hpp"
#include "wire/messages/renew_delegation_token.hpp"

namespace kpp {
namespace {

using wire::CreateDelegationTokenRequest;
using wire::CreateDelegationTokenResponse;
using wire::DescribeDelegationTokenRequest;
using wire::DescribeDelegationTokenResponse;
using wire::ExpireDelegationTokenRequest;
using wire::RenewDelegationTokenRequest;

/// Asks until there is an answer to take, or no more time.
template <class Value, wire::Request R>
Result<Value> ask(const admin::Call& call, const R& request,
                  const std::function<Value(const typename R::Response&)>& value_of) {
  admin::Attempts<Value> attempts(call, 1);
  while (attempts.next_round()) {
    const Result<typename R::Response> answer = ask_once(call, wire::any_node, request);
    if (!answer) {
      attempts.unanswered(0, answer.error());
      continue;
    }
    const Error error = admin::broker_error(answer->error_code);
    if (error.code() == ErrorCode::none) {
      attempts.settle(0, value_of(*answer));
    } else if (error.code() == ErrorCode::not_controller) {
      attempts.again(0, error);
    } else {
      attempts.settle(0, fail(error));
    }
  }
  return attempts.result();
}

DelegationToken created(const CreateDelegationTokenResponse& answer) {
  DelegationToken token;
  token.token_id = answer.token_id;
  token.owner = {answer.principal_type, answer.principal_name};
  if (!answer.token_requester_principal_type.empty())
    token.requester = {answer.token_requester_principal_type,
                       answer.token_requester_principal_name};
  token.issued = answer.issue_timestamp_ms;
  token.expires = answer.expiry_timestamp_ms;
  token.cannot_outlive = answer.max_timestamp_ms;
  token.hmac.assign(answer.hmac.begin(), answer.hmac.end());
  return token;
}

std::vector<DelegationToken> described(const DescribeDelegationTokenResponse& answer) {
  std::vector<DelegationToken> tokens;
  for (const auto& told : answer.tokens) {
    DelegationToken& token = tokens.emplace_back();
    token.token_id = told.token_id;
    token.owner = {told.principal_type, told.principal_name};
    if (!told.token_requester_principal_type.empty())
      token.requester = {told.token_requester_principal_type, told.token_requester_principal_name};
    token.issued = told.issue_timestamp;
    token.expires = told.expiry_timestamp;
    token.cannot_outlive = told.max_timestamp;
    token.hmac.assign(told.hmac.begin(), told.hmac.end());
    for (const auto& [type, name] : told.renewers) token.renewers.push_back({type, name});
  }
  return tokens;
}

}  // namespace

std::string DelegationToken::hmac_as_base64() const {
  return base64({reinterpret_cast<const char*>(hmac.data()), hmac.size()});
}

Result<DelegationToken> Admin::create_delegation_token(const CreateTokenOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  CreateDelegationTokenRequest request;
  if (options.owner) {
    request.owner_principal_type = options.owner->type;
    request.owner_principal_name = options.owner->name;
  }
  for (const Principal& renewer : options.renewers)
    request.renewers.push_back({renewer.type, renewer.name});
  request.max_lifetime_ms = options.max_lifetime ? options.max_lifetime->count() : -1;
  return ask<DelegationToken, CreateDelegationTokenRequest>(impl->call(options), request, created);
}

Result<Timestamp> Admin::renew_delegation_token(std::span<const std::byte> hmac,
                                                std::optional<Timeout> period,
                                                const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  RenewDelegationTokenRequest request;
  request.hmac.assign(hmac.begin(), hmac.end());
  request.renew_period_ms = period ? period->count() : -1;
  return ask<Timestamp, RenewDelegationTokenRequest>(
      impl->call(options), request, [](const auto& answer) { return answer.expiry_timestamp_ms; });
}

Result<Timestamp> Admin::expire_delegation_token(std::span<const std::byte> hmac,
                                                 std::optional<Timeout> period,
                                                 const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  ExpireDelegationTokenRequest request;
  request.hmac.assign(hmac.begin(), hmac.end());
  request.expiry_time_period_ms = period ? period->count() : -1;
  return ask<Timestamp, ExpireDelegationTokenRequest>(
      impl->call(options), request, [](const auto& answer) { return answer.expiry_timestamp_ms; });
}

Result<std::vector<DelegationToken>> Admin::describe_delegation_tokens(
    std::span<const Principal> owners, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  DescribeDelegationTokenRequest request;
  if (!owners.empty()) {
    auto& wanted = request.owners.emplace();
    for (const Principal& owner : owners) wanted.push_back({owner.type, owner.name});
  }
  return ask<std::vector<DelegationToken>, DescribeDelegationTokenRequest>(impl->call(options),
                                                                           request, described);
}

}  // namespace kpp
