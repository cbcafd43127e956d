#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/alter_client_quotas.hpp"
#include "wire/messages/describe_client_quotas.hpp"

namespace kpp {
namespace {

using wire::AlterClientQuotasRequest;
using wire::AlterClientQuotasResponse;
using wire::DescribeClientQuotasRequest;
using wire::DescribeClientQuotasResponse;

QuotaEntity entity_of(const auto& parts) {
  QuotaEntity entity;
  for (const auto& part : parts) entity.parts.emplace(part.entity_type, part.entity_name);
  return entity;
}

DescribeClientQuotasRequest to_wire(const QuotaFilter& filter) {
  DescribeClientQuotasRequest request;
  for (const auto& component : filter.components) {
    auto& wired = request.components.emplace_back();
    wired.entity_type = component.kind;
    wired.match_type = static_cast<std::int8_t>(component.match);
    if (component.match == QuotaFilter::Component::Match::exact) wired.match = component.name;
  }
  request.strict = filter.strict;
  return request;
}

std::vector<ClientQuotas> quotas_of(const DescribeClientQuotasResponse& answer) {
  std::vector<ClientQuotas> quotas;
  if (!answer.entries) return quotas;
  for (const auto& entry : *answer.entries) {
    ClientQuotas& client = quotas.emplace_back();
    client.entity = entity_of(entry.entity);
    for (const auto& [key, value] : entry.values) client.values.emplace_back(key, value);
  }
  return quotas;
}

AlterClientQuotasRequest::Entry to_wire(const QuotaAlteration& alteration) {
  AlterClientQuotasRequest::Entry wired;
  for (const auto& [kind, name] : alteration.entity.parts) wired.entity.push_back({kind, name});
  for (const auto& [key, value] : alteration.values)
    wired.ops.push_back({key, value.value_or(0), !value.has_value()});
  return wired;
}

}  // namespace

Result<std::vector<ClientQuotas>> Admin::describe_client_quotas(const QuotaFilter& filter,
                                                                const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  const DescribeClientQuotasRequest request = to_wire(filter);
  admin::Attempts<std::vector<ClientQuotas>> attempts(call, 1);
  while (attempts.next_round()) {
    const auto answer = ask_once(call, wire::any_node, request);
    if (!answer) {
      attempts.unanswered(0, answer.error());
    } else if (answer->error_code != 0) {
      attempts.settle(0, fail(admin::broker_error(answer->error_code, answer->error_message)));
    } else {
      attempts.settle(0, quotas_of(*answer));
    }
  }
  return attempts.result();
}

Result<ItemResults<QuotaEntity, void>> Admin::alter_client_quotas(
    std::span<const QuotaAlteration> alterations, const AlterQuotasOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<void> attempts(call, alterations.size());

  const auto take = [&](const AlterClientQuotasResponse& answer) {
    std::map<QuotaEntity, Error> errors;
    for (const auto& entry : answer.entries)
      errors.emplace(entity_of(entry.entity),
                     admin::broker_error(entry.error_code, entry.error_message));
    for (const std::size_t i : attempts.pending()) {
      const auto found = errors.find(alterations[i].entity);
      if (found == errors.end()) {
        attempts.settle(i, fail(admin::missing_result("a quota's entity")));
      } else if (found->second.code() == ErrorCode::none) {
        attempts.settle(i, Result<void>());
      } else if (found->second.code() == ErrorCode::not_controller) {
        attempts.again(i, found->second);
      } else {
        attempts.settle(i, fail(found->second));
      }
    }
  };

  while (attempts.next_round()) {
    AlterClientQuotasRequest request;
    for (const std::size_t i : attempts.pending())
      request.entries.push_back(to_wire(alterations[i]));
    request.validate_only = options.validate_only;
    const auto answer = ask_once(call, wire::any_node, std::move(request));
    if (answer) {
      take(*answer);
    } else {
      attempts.unanswered(attempts.pending(), answer.error());
    }
  }
  std::vector<QuotaEntity> entities;
  for (const QuotaAlteration& alteration : alterations) entities.push_back(alteration.entity);
  return attempts.results<QuotaEntity>(entities);
}

}  // namespace kpp
