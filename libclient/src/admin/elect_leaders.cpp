#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/controller_rounds.hpp"
#include "wire/messages/elect_leaders.hpp"

namespace kpp {

using wire::ElectLeadersRequest;
using wire::ElectLeadersResponse;
using Elected = ItemResults<TopicPartition, void>;

Result<Elected> Admin::elect_leaders(ElectionType type,
                                     std::optional<std::span<const TopicPartition>> partitions,
                                     const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);

  ElectLeadersRequest request;
  request.election_type = static_cast<std::int8_t>(type);
  if (partitions) {
    std::map<std::string, std::vector<std::int32_t>> by_topic;
    for (const auto& [topic, partition] : *partitions) by_topic[topic].push_back(partition);
    auto& topics = request.topic_partitions.emplace();
    for (auto& [topic, numbers] : by_topic) topics.push_back({topic, std::move(numbers)});
  }

  admin::Attempts<Elected> attempts(call, 1);
  admin::ask_controller<ElectLeadersRequest>(
      call, attempts,
      [&] {
        request.timeout_ms = call.milliseconds_left();
        return request;
      },
      [&](const ElectLeadersResponse& answer) {
        const Error error = admin::broker_error(answer.error_code);
        if (error.code() == ErrorCode::not_controller) {
          attempts.again(0, error);
          return;
        }
        if (answer.error_code != 0) {
          attempts.settle(0, fail(error));
          return;
        }
        Elected elected;
        for (const auto& topic : answer.replica_election_results) {
          for (const auto& result : topic.partition_result) {
            const TopicPartition partition{topic.topic, result.partition_id};
            const Error why = admin::broker_error(result.error_code, result.error_message)
                                  .with_partition(partition.topic, partition.partition);
            // Version 0 answers for the whole request only here.
            if (why.code() == ErrorCode::not_controller) {
              attempts.again(0, why);
              return;
            }
            elected.add(partition, result.error_code == 0 ? Result<void>() : fail(why));
          }
        }
        attempts.settle(0, std::move(elected));
      });
  return attempts.result();
}

}  // namespace kpp
