#include <map>
#include <set>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/broker_rounds.hpp"
#include "wire/messages/alter_replica_log_dirs.hpp"
#include "wire/messages/describe_log_dirs.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using admin::Call;
using wire::AlterReplicaLogDirsRequest;
using wire::AlterReplicaLogDirsResponse;
using wire::DescribeLogDirsRequest;
using wire::DescribeLogDirsResponse;
using LogDirs = std::vector<LogDirDescription>;
using Replica = TopicPartitionReplica;

LogDirDescription description_of(const DescribeLogDirsResponse::Result& result) {
  LogDirDescription dir;
  dir.path = result.log_dir;
  if (result.error_code != 0) dir.error = admin::broker_error(result.error_code);
  for (const auto& topic : result.topics)
    for (const auto& partition : topic.partitions)
      dir.replicas.push_back({{topic.name, partition.partition_index},
                              partition.partition_size,
                              partition.offset_lag,
                              partition.is_future_key});
  if (result.total_bytes >= 0) dir.total_bytes = result.total_bytes;
  if (result.usable_bytes >= 0) dir.usable_bytes = result.usable_bytes;
  dir.cordoned = result.is_cordoned;
  return dir;
}

/// What each broker answers to the request that belongs to it.
Result<ItemResults<std::int32_t, LogDirs>> describe(
    const Call& call, std::span<const std::int32_t> brokers,
    const std::function<DescribeLogDirsRequest(std::size_t)>& request_of) {
  Attempts<LogDirs> attempts(call, brokers.size());
  admin::ask_brokers<DescribeLogDirsRequest>(
      call, attempts, [&](std::size_t i) { return brokers[i]; },
      [&](const std::vector<std::size_t>& items) { return request_of(items.front()); },
      [&](const Batch<DescribeLogDirsRequest>& batch, const DescribeLogDirsResponse& answer) {
        Result<LogDirs> dirs;
        if (answer.error_code != 0) {
          dirs = fail(admin::broker_error(answer.error_code).with_broker(batch.node));
        } else if (answer.results.empty()) {
          // A broker has at least one; before version 3 there was no other way to say no.
          dirs = fail(Error(ErrorCode::cluster_authorization_failed).with_broker(batch.node));
        } else {
          for (const auto& result : answer.results) dirs->push_back(description_of(result));
        }
        for (const std::size_t i : batch.items) attempts.settle(i, dirs);
      });
  return attempts.results<std::int32_t>(brokers);
}

/// The path of each replica of one broker, grouped as the wire has it.
AlterReplicaLogDirsRequest request_for(std::span<const std::pair<Replica, std::string>> moves,
                                       const std::vector<std::size_t>& items) {
  std::map<std::string, std::map<std::string, std::set<std::int32_t>>> dirs;
  for (const std::size_t i : items) {
    const auto& [replica, path] = moves[i];
    dirs[path][replica.topic].insert(replica.partition);
  }
  AlterReplicaLogDirsRequest request;
  for (const auto& [path, topics] : dirs) {
    auto& dir = request.dirs.emplace_back();
    dir.path = path;
    for (const auto& [topic, partitions] : topics)
      dir.topics.push_back({topic, {partitions.begin(), partitions.end()}});
  }
  return request;
}

/// Where a broker has each of its replicas.
using Places = std::map<TopicPartition, ReplicaLogDir>;

Places places_in(const LogDirs& dirs) {
  Places places;
  for (const LogDirDescription& dir : dirs) {
    if (dir.error) continue;
    for (const ReplicaLog& log : dir.replicas) {
      ReplicaLogDir& place = places[log.partition];
      (log.is_future ? place.future : place.current) = dir.path;
      (log.is_future ? place.future_lag : place.current_lag) = log.offset_lag;
    }
  }
  return places;
}

}  // namespace

Result<ItemResults<std::int32_t, LogDirs>> Admin::describe_log_dirs(
    std::span<const std::int32_t> brokers, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  return describe(impl->call(options), brokers,
                  [](std::size_t) { return DescribeLogDirsRequest{}; });
}

Result<ItemResults<Replica, ReplicaLogDir>> Admin::describe_replica_log_dirs(
    std::span<const Replica> replicas, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  std::map<std::int32_t, std::map<std::string, std::set<std::int32_t>>> wanted;
  for (const auto& [topic, partition, broker] : replicas) wanted[broker][topic].insert(partition);
  std::vector<std::int32_t> brokers;
  brokers.reserve(wanted.size());
  for (const auto& [broker, topics] : wanted) brokers.push_back(broker);

  const auto answers = describe(impl->call(options), brokers, [&](std::size_t i) {
    DescribeLogDirsRequest request;
    auto& topics = request.topics.emplace();
    for (const auto& [topic, partitions] : wanted.at(brokers[i]))
      topics.push_back({topic, {partitions.begin(), partitions.end()}});
    return request;
  });
  if (!answers) return fail(answers.error());
  std::map<std::int32_t, Result<Places>> by_broker;
  for (const auto& [broker, dirs] : *answers) by_broker.emplace(broker, dirs.map(places_in));
  ItemResults<Replica, ReplicaLogDir> results;
  for (const Replica& replica : replicas) {
    results.add(replica, by_broker.at(replica.broker).map([&](const Places& places) {
      const auto found = places.find({replica.topic, replica.partition});
      return found != places.end() ? found->second : ReplicaLogDir{};
    }));
  }
  return results;
}

Result<ItemResults<Replica, void>> Admin::alter_replica_log_dirs(
    std::span<const std::pair<Replica, std::string>> moves, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  Attempts<void> attempts(call, moves.size());
  admin::ask_brokers<AlterReplicaLogDirsRequest>(
      call, attempts, [&](std::size_t i) { return moves[i].first.broker; },
      [&](const std::vector<std::size_t>& items) { return request_for(moves, items); },
      [&](const Batch<AlterReplicaLogDirsRequest>& batch,
          const AlterReplicaLogDirsResponse& answer) {
        std::map<std::pair<std::string_view, std::int32_t>, std::int16_t> codes;
        for (const auto& topic : answer.results)
          for (const auto& partition : topic.partitions)
            codes.emplace(std::pair(std::string_view(topic.topic_name), partition.partition_index),
                          partition.error_code);
        for (const std::size_t i : batch.items) {
          const Replica& replica = moves[i].first;
          const auto code = codes.find({replica.topic, replica.partition});
          if (code == codes.end()) {
            attempts.settle(i, fail(admin::missing_result("replica " + replica.to_string())));
          } else if (code->second == 0) {
            attempts.settle(i, Result<void>());
          } else {
            attempts.settle(i, fail(admin::broker_error(code->second)
                                        .with_partition(replica.topic, replica.partition)
                                        .with_broker(batch.node)));
          }
        }
      });
  std::vector<Replica> replicas;
  replicas.reserve(moves.size());
  for (const auto& [replica, path] : moves) replicas.push_back(replica);
  return attempts.results<Replica>(replicas);
}

}  // namespace kpp
