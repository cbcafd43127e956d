// Every error that a broker may answer to a member's requests, once: reading goes on by itself, or the caller gets that
// error. Never a hang, never a record left out.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "mock/all_at_once.hpp"
#include "mock/faults/outcome.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;
using enum Outcome;
using E = ErrorCode;

namespace {

constexpr auto patience = 20s;

struct ReadResult {
  std::vector<std::string> values;
  std::vector<ErrorCode> partition_errors;
  std::optional<ErrorCode> failed;  // of poll
};

/// Polls for `count` messages, or until poll itself fails or that many errors of the partition were told.
ReadResult read_all(Consumer& consumer, std::size_t count, std::size_t errors = 1) {
  ReadResult result;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (result.values.size() < count && result.partition_errors.size() < errors &&
         std::chrono::steady_clock::now() < deadline) {
    const auto batch = consumer.poll(100ms);
    if (!batch) {
      result.failed = batch.error().code();
      break;
    }
    for (const MessageView& message : *batch)
      result.values.emplace_back(message.value().value_or("null"));
    for (const PartitionError& problem : batch->errors()) {
      result.partition_errors.push_back(problem.error.code());
    }
  }
  return result;
}

Config member(const MockCluster& cluster, const std::string& group) {
  return cluster.group_config(group, {{"enable.auto.commit", "false"},
                                      {"retry.backoff.ms", "10"},
                                      {"retry.backoff.max.ms", "50"},
                                      {"fetch.error.backoff.ms", "10"},
                                      {"topic.metadata.refresh.fast.interval.ms", "20"},
                                      {"coordinator.query.interval.ms", "100"}});
}

const std::vector<std::string> three{"0", "1", "2"};

/// A new member meets the fault while it joins and starts to read. One that is to be reported stays for a while: the first
/// answer may come on the connection to the bootstrap server, which librdkafka gives up when it knows the broker.
ReadResult join_through(Api api, const Fault& fault) {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  fill(cluster, "t", 3);
  must(cluster.fail_next(api, fault.code, fault.outcome == healed ? 1 : 5));
  Consumer consumer = make_consumer(member(cluster, "g"));
  must(consumer.subscribe({"t"}));
  ReadResult result = read_all(consumer, 3);
  consumer.close(1s);
  return result;
}

void check_joining(Api api, const std::vector<Fault>& faults) {
  const auto results =
      all_at_once(faults, [&](const Fault& fault) { return join_through(api, fault); });
  for (std::size_t i = 0; i < faults.size(); ++i) {
    CAPTURE(label(faults[i].code));
    if (faults[i].outcome == healed) {
      CHECK(results[i].values == three);
      if (results[i].failed) FAIL_CHECK(label(*results[i].failed));
      CHECK(results[i].partition_errors.empty());
    } else if (results[i].failed) {
      CHECK(*results[i].failed == faults[i].code);
    } else {
      CHECK(results[i].partition_errors == std::vector<ErrorCode>{faults[i].code});
    }
  }
}

Result<void> commit_through(ErrorCode code, std::int64_t& there) {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  fill(cluster, "t", 3);
  Config config = member(cluster, "g");
  // A member whose coordinator has to be found again sends no heartbeats meanwhile.
  must(config.set("session.timeout.ms", "5000"));
  Consumer consumer = make_consumer(config);
  must(consumer.subscribe({"t"}));
  if (read_all(consumer, 3).values != three) return fail(ErrorCode::none, "nothing was read");
  must(cluster.fail_next(Api::offset_commit, code));
  auto committed = consumer.commit(Offsets{{{"t", 0}, {2, std::nullopt, {}}}}, patience);
  there = committed_offset(cluster, "g", {"t", 0});
  consumer.close(1s);
  return committed;
}

}  // namespace

TEST_CASE("fetch: each error once") {
  // `reported` is told beside the messages; reading goes on all the same.
  const std::vector<Fault> faults{{E::unknown_server_error, reported},
                                  {E::offset_out_of_range, healed},
                                  {E::corrupt_message, reported},
                                  {E::unknown_topic_or_partition, healed},
                                  {E::leader_not_available, healed},
                                  {E::not_leader_or_follower, healed},
                                  {E::broker_not_available, healed},
                                  {E::replica_not_available, healed},
                                  {E::topic_authorization_failed, reported},
                                  {E::kafka_storage_error, healed},
                                  {E::fenced_leader_epoch, healed},
                                  {E::unknown_leader_epoch, healed},
                                  {E::unsupported_compression_type, reported},
                                  {E::offset_not_available, healed},
                                  {E::unknown_topic_id, healed},
                                  {E::connection_failed, healed},
                                  {code_of_tomorrow, reported}};
  const auto results = all_at_once(faults, [](const Fault& fault) {
    MockCluster cluster;
    must(cluster.create_topic("t", 1));
    fill(cluster, "t", 3);
    must(cluster.fail_next(Api::fetch, fault.code));
    Consumer consumer = make_consumer(cluster.config({{"auto.offset.reset", "earliest"},
                                                      {"retry.backoff.ms", "10"},
                                                      {"fetch.error.backoff.ms", "10"}}));
    must(consumer.assign({{"t", 0, Position::earliest()}}));
    return read_all(consumer, 3, 2);
  });
  for (std::size_t i = 0; i < faults.size(); ++i) {
    CAPTURE(label(faults[i].code));
    // Whatever was said in between, no record is left out and none comes twice.
    CHECK(results[i].values == three);
    CHECK(!results[i].failed);
    CHECK(results[i].partition_errors ==
          std::vector<ErrorCode>(faults[i].outcome == reported ? 1 : 0, faults[i].code));
  }
}

TEST_CASE("commit: each error once") {
  const std::vector<Fault> faults{{E::unknown_server_error, reported},
                                  {E::unknown_topic_or_partition, healed},
                                  {E::request_timed_out, healed},
                                  {E::offset_metadata_too_large, reported},
                                  {E::coordinator_load_in_progress, healed},
                                  {E::coordinator_not_available, healed},
                                  {E::not_coordinator, healed},
                                  {E::illegal_generation, reported},
                                  {E::invalid_group_id, reported},
                                  {E::unknown_member_id, reported},
                                  {E::rebalance_in_progress, reported},
                                  {E::invalid_commit_offset_size, reported},
                                  {E::topic_authorization_failed, reported},
                                  {E::group_authorization_failed, reported},
                                  {E::fenced_instance_id, reported},
                                  {E::connection_failed, healed},
                                  {code_of_tomorrow, reported}};
  struct Trial {
    Result<void> committed;
    std::int64_t there = -2;
  };
  const auto trials = all_at_once(faults, [](const Fault& fault) {
    Trial trial;
    trial.committed = commit_through(fault.code, trial.there);
    return trial;
  });
  for (std::size_t i = 0; i < faults.size(); ++i) {
    CAPTURE(label(faults[i].code));
    const auto& [committed, there] = trials[i];
    if (faults[i].outcome == healed) {
      if (!committed) FAIL_CHECK(committed.error().to_string());
      CHECK(there == 2);
    } else {
      CHECK(!committed);
      if (!committed) CHECK(committed.error().code() == faults[i].code);
      CHECK(there == -1);
    }
  }
}

TEST_CASE("join: each error once") {
  check_joining(Api::join_group, {{E::unknown_server_error, healed},
                                  {E::coordinator_load_in_progress, healed},
                                  {E::coordinator_not_available, healed},
                                  {E::not_coordinator, healed},
                                  {E::inconsistent_group_protocol, reported},
                                  {E::invalid_group_id, reported},
                                  {E::unknown_member_id, healed},
                                  {E::invalid_session_timeout, reported},
                                  {E::rebalance_in_progress, healed},
                                  {E::group_authorization_failed, reported},
                                  {E::group_max_size_reached, reported},
                                  {E::fenced_instance_id, reported},
                                  {E::connection_failed, healed},
                                  {code_of_tomorrow, healed}});
}

TEST_CASE("sync: each error once") {
  check_joining(Api::sync_group, {{E::unknown_server_error, healed},
                                  {E::coordinator_not_available, healed},
                                  {E::not_coordinator, healed},
                                  {E::illegal_generation, healed},
                                  {E::unknown_member_id, healed},
                                  {E::rebalance_in_progress, healed},
                                  {E::group_authorization_failed, healed},
                                  {E::fenced_instance_id, reported}});
}

TEST_CASE("finding the coordinator: each error once") {
  check_joining(Api::find_coordinator, {{E::coordinator_not_available, healed},
                                        {E::group_authorization_failed, reported},
                                        {E::request_timed_out, healed},
                                        {code_of_tomorrow, healed}});
}

TEST_CASE("the committed offset: each error once") {
  // Where it is reported, the partition rests until it is sought or assigned again. A coordinator that moved is asked again.
  check_joining(Api::offset_fetch, {{E::coordinator_load_in_progress, healed},
                                    {E::not_coordinator, healed},
                                    {E::coordinator_not_available, healed},
                                    {E::unknown_member_id, reported},
                                    {E::group_authorization_failed, reported},
                                    {E::unstable_offset_commit, healed},
                                    {E::connection_failed, healed}});
}

TEST_CASE(
    "the coordinator cannot tell the committed offsets for a while: each partition starts where it "
    "should") {
  const std::vector<std::string> strategies{"range", "cooperative-sticky"};
  const auto results = all_at_once(strategies, [](const std::string& strategy) {
    MockCluster cluster;
    must(cluster.create_topic("t", 2));
    fill(cluster, "t", 3, 0);
    fill(cluster, "t", 3, 1);
    Config config = member(cluster, "g");
    must(config.set("partition.assignment.strategy", strategy));
    {
      Consumer before = make_consumer(config);
      must(before.commit(Offsets{{{"t", 0}, {2, std::nullopt, {}}}}, patience));
    }
    must(cluster.fail_next(Api::offset_fetch, E::not_coordinator, 3));
    int told = 0;
    Consumer consumer = make_consumer(config, {.on_error = [&](const Error& error) {
                                        if (error.code() == E::not_coordinator) ++told;
                                      }});
    // The second partition is asked about nobody: it is read while the first one waits, and not from its start again.
    must(consumer.subscribe({"t"}, {.on_assigned = [](RebalanceContext& context) {
                              must(context.seek({"t", 1}, Position::offset(1)));
                            }}));
    ReadResult result = read_all(consumer, 3);
    CHECK(told >= 3);
    const auto more = consumer.poll(200ms);
    REQUIRE(more);
    CHECK(more->empty());
    consumer.close(1s);
    std::ranges::sort(result.values);
    std::string all;
    for (const std::string& value : result.values) all += value + ", ";
    return all;
  });
  for (const std::string& values : results) CHECK(values == "1, 2, 2, ");
}

TEST_CASE("the coordinator moves: the member finds it, keeps its partitions and commits there") {
  MockCluster cluster(2);
  must(cluster.create_topic("t", 1));
  must(cluster.set_group_coordinator("g", 1));
  fill(cluster, "t", 3);
  Consumer consumer = make_consumer(member(cluster, "g"));
  must(consumer.subscribe({"t"}));
  REQUIRE(read_all(consumer, 3).values == three);
  must(cluster.set_group_coordinator("g", 2));
  must(consumer.commit(Offsets{{{"t", 0}, {3, std::nullopt, {}}}}, patience));
  CHECK(committed_offset(cluster, "g", {"t", 0}) == 3);
  fill(cluster, "t", 3);
  CHECK(read_all(consumer, 3).values == three);
  CHECK(consumer.close(10s).left_group);
}

TEST_CASE(
    "the coordinator's broker goes down for a while: reading and committing go on afterwards") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  fill(cluster, "t", 3);
  Config config = member(cluster, "g");
  must(config.set("session.timeout.ms", "10000"));
  must(config.set("reconnect.backoff.max.ms", "100"));
  Consumer consumer = make_consumer(config);
  must(consumer.subscribe({"t"}));
  REQUIRE(read_all(consumer, 3).values == three);
  must(cluster.set_down(1));
  (void)must(consumer.poll(300ms));
  must(cluster.set_up(1));
  must(consumer.commit(Offsets{{{"t", 0}, {3, std::nullopt, {}}}}, patience));
  CHECK(committed_offset(cluster, "g", {"t", 0}) == 3);
  fill(cluster, "t", 3);
  CHECK(read_all(consumer, 3).values == three);
}
