#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/create_acls.hpp"
#include "wire/messages/delete_acls.hpp"
#include "wire/messages/describe_acls.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using wire::CreateAclsRequest;
using wire::DeleteAclsRequest;
using wire::DeleteAclsResponse;
using wire::DescribeAclsRequest;
using wire::DescribeAclsResponse;

template <class Enum>
constexpr std::int8_t number(Enum value) {
  return static_cast<std::int8_t>(value);
}

/// What a newer broker has beyond the last known value is `unknown`.
template <class Enum>
Enum known(std::int8_t value, Enum last) {
  return value >= 0 && value <= number(last) ? static_cast<Enum>(value) : Enum::unknown;
}
AclResourceType resource_type(std::int8_t value) {
  return known(value, AclResourceType::user);
}
AclPatternType pattern_type(std::int8_t value) {
  return known(value, AclPatternType::prefixed);
}
AclOperation operation(std::int8_t value) {
  return known(value, AclOperation::two_phase_commit);
}
AclPermission permission(std::int8_t value) {
  return known(value, AclPermission::allow);
}

DescribeAclsRequest describe_request(const AclFilter& filter) {
  return {number(filter.resource_type),
          filter.resource_name,
          number(filter.pattern_type),
          filter.principal,
          filter.host,
          number(filter.operation),
          number(filter.permission)};
}

DeleteAclsRequest::Filter delete_filter(const AclFilter& filter) {
  return {number(filter.resource_type),
          filter.resource_name,
          number(filter.pattern_type),
          filter.principal,
          filter.host,
          number(filter.operation),
          number(filter.permission)};
}

CreateAclsRequest::Creation creation(const AclBinding& binding) {
  return {number(binding.resource_type),
          binding.resource_name,
          number(binding.pattern_type),
          binding.principal,
          binding.host,
          number(binding.operation),
          number(binding.permission)};
}

std::vector<AclBinding> bindings_of(const DescribeAclsResponse& answer) {
  std::vector<AclBinding> bindings;
  for (const auto& resource : answer.resources)
    for (const auto& acl : resource.acls)
      bindings.push_back({resource_type(resource.resource_type), resource.resource_name,
                          pattern_type(resource.pattern_type), acl.principal, acl.host,
                          operation(acl.operation), permission(acl.permission_type)});
  return bindings;
}

DeletedAcls deleted(const DeleteAclsResponse::FilterResult& result) {
  DeletedAcls acls;
  for (const auto& acl : result.matching_acls) {
    AclBinding binding{resource_type(acl.resource_type),
                       acl.resource_name,
                       pattern_type(acl.pattern_type),
                       acl.principal,
                       acl.host,
                       operation(acl.operation),
                       permission(acl.permission_type)};
    const Error error = admin::broker_error(acl.error_code, acl.error_message);
    acls.add(std::move(binding), acl.error_code == 0 ? Result<void>() : Result<void>(fail(error)));
  }
  return acls;
}

/// Results come in the order of what was asked.
template <class Value, class Entry, class ValueOf>
void settle_in_order(Attempts<Value>& attempts, const std::vector<Entry>& results,
                     ValueOf value_of) {
  const std::vector<std::size_t>& asked = attempts.pending();
  for (std::size_t k = 0; k < asked.size(); ++k) {
    if (k >= results.size()) {
      attempts.settle(asked[k], fail(admin::missing_result("an ACL")));
      continue;
    }
    const Error error = admin::broker_error(results[k].error_code, results[k].error_message);
    if (error.code() == ErrorCode::none) {
      attempts.settle(asked[k], value_of(results[k]));
    } else if (error.code() == ErrorCode::not_controller) {
      attempts.again(asked[k], error);
    } else {
      attempts.settle(asked[k], fail(error));
    }
  }
}

}  // namespace

Result<std::vector<AclBinding>> Admin::describe_acls(const AclFilter& filter,
                                                     const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  Attempts<std::vector<AclBinding>> attempts(call, 1);
  while (attempts.next_round()) {
    const auto answer = ask_once(call, wire::any_node, describe_request(filter));
    if (!answer) {
      attempts.unanswered(0, answer.error());
    } else if (answer->error_code != 0) {
      attempts.settle(0, fail(admin::broker_error(answer->error_code, answer->error_message)));
    } else {
      attempts.settle(0, bindings_of(*answer));
    }
  }
  return attempts.result();
}

Result<ItemResults<AclBinding, void>> Admin::create_acls(std::span<const AclBinding> bindings,
                                                         const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  Attempts<void> attempts(call, bindings.size());
  while (attempts.next_round()) {
    CreateAclsRequest request;
    for (const std::size_t i : attempts.pending())
      request.creations.push_back(creation(bindings[i]));
    const auto answer = ask_once(call, wire::any_node, std::move(request));
    if (answer) {
      settle_in_order(attempts, answer->results, [](const auto&) { return Result<void>(); });
    } else {
      attempts.unanswered(attempts.pending(), answer.error());
    }
  }
  return attempts.results<AclBinding>(bindings);
}

Result<ItemResults<AclFilter, DeletedAcls>> Admin::delete_acls(std::span<const AclFilter> filters,
                                                               const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  Attempts<DeletedAcls> attempts(call, filters.size());
  while (attempts.next_round()) {
    DeleteAclsRequest request;
    for (const std::size_t i : attempts.pending())
      request.filters.push_back(delete_filter(filters[i]));
    const auto answer = ask_once(call, wire::any_node, std::move(request));
    if (answer) {
      settle_in_order(attempts, answer->filter_results, deleted);
    } else {
      attempts.unanswered(attempts.pending(), answer.error());
    }
  }
  return attempts.results<AclFilter>(filters);
}

}  // namespace kpp
