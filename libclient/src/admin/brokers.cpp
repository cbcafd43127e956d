#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_rounds.hpp"
#include "admin/controller_rounds.hpp"
#include "wire/messages/unregister_broker.hpp"

namespace kpp {
namespace {

std::vector<ApiVersionRange> ranges_of(const wire::BrokerVersions& versions) {
  std::vector<ApiVersionRange> ranges;
  for (const auto& [key, range] : versions.all()) {
    const std::string_view known = wire::name(static_cast<wire::ApiKey>(key));
    ranges.push_back({key, known == "UNKNOWN" ? "" : std::string(known), range.min, range.max});
  }
  return ranges;
}

}  // namespace

Result<ItemResults<std::int32_t, std::vector<ApiVersionRange>>> Admin::api_versions(
    std::span<const std::int32_t> brokers, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<std::vector<ApiVersionRange>> attempts(call, brokers.size());
  while (attempts.next_round()) {
    // A connection begins with the question, so that being connected is to have the answer.
    const admin::ItemsByNode by_node =
        admin::items_by_broker(call, attempts, [&](std::size_t i) { return brokers[i]; });
    std::vector<std::int32_t> nodes;
    for (const auto& [node, items] : by_node) nodes.push_back(node);
    call.cluster.connect(nodes, call.context);
    for (const auto& [node, items] : by_node) {
      const Result<wire::BrokerVersions> versions = call.cluster.versions_of(node);
      for (const std::size_t i : items) {
        if (versions) {
          attempts.settle(i, ranges_of(*versions));
        } else {
          attempts.unanswered(i, versions.error().with_broker(node));
        }
      }
    }
  }
  return attempts.results<std::int32_t>(brokers);
}

Result<void> Admin::unregister_broker(std::int32_t broker, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<void> attempts(call, 1);
  admin::ask_controller<wire::UnregisterBrokerRequest>(
      call, attempts, [&] { return wire::UnregisterBrokerRequest{.broker_id = broker}; },
      [&](const wire::UnregisterBrokerResponse& answer) {
        const Error error = admin::broker_error(answer.error_code, answer.error_message);
        if (error.code() == ErrorCode::none) {
          attempts.settle(0, Result<void>());
        } else if (error.code() == ErrorCode::not_controller ||
                   error.code() == ErrorCode::request_timed_out) {
          attempts.again(0, error);
        } else {
          attempts.settle(0, fail(error.with_broker(broker)));
        }
      });
  return attempts.result();
}

}  // namespace kpp
