// Every error that a broker may answer to Produce, once: the record is either delivered after another try, or reported with
// that error. Never lost, never twice.

#include <chrono>
#include <string>
#include <thread>
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

/// The values of a topic's only partition.
std::vector<std::string> values_of(const MockCluster& cluster, const std::string& topic) {
  Consumer consumer = make_consumer(cluster.config({{"enable.partition.eof", "true"}}));
  must(consumer.assign({{topic, 0, Position::earliest()}}));
  std::vector<std::string> values;
  for (;;) {
    const MessageBatch batch = must(consumer.poll(10s));
    for (const MessageView& message : batch) values.emplace_back(message.value().value_or("null"));
    if (!batch.ends().empty() || batch.empty()) return values;
  }
}

struct Trial {
  Result<DeliveryReport> sent = fail(ErrorCode::none);
  std::size_t requests = 0;
  std::vector<std::string> values;
  CloseReport report;
};

Trial send_through(ErrorCode code, bool idempotent) {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  Producer producer =
      make_producer(cluster.config({{"enable.idempotence", idempotent ? "true" : "false"},
                                    {"retry.backoff.ms", "10"},
                                    {"linger.ms", "0"}}));
  must(producer.send_sync(Record{.topic = "t", .value = "before"}, 10s));
  must(cluster.fail_next(Api::produce, code));
  cluster.forget_requests();
  Trial trial;
  trial.sent = producer.send_sync(Record{.topic = "t", .value = "through"}, 10s);
  trial.requests = cluster.request_count(Api::produce);
  trial.report = producer.close(5s);
  trial.values = values_of(cluster, "t");
  return trial;
}

void check(const std::vector<Fault>& faults, bool idempotent) {
  const auto trials =
      all_at_once(faults, [&](const Fault& fault) { return send_through(fault.code, idempotent); });
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const Fault& fault = faults[i];
    const Trial& trial = trials[i];
    CAPTURE(label(fault.code));
    const bool lives = fault.outcome == healed;
    if (lives) {
      if (!trial.sent) FAIL_CHECK(trial.sent.error().to_string());
      CHECK(trial.requests == 2);
      CHECK(trial.values == std::vector<std::string>{"before", "through"});
    } else {
      REQUIRE(!trial.sent);
      CHECK(trial.sent.error().code() == fault.code);
      CHECK(trial.sent.error().topic() == "t");
      CHECK(trial.requests == 1);
      CHECK(trial.values == std::vector<std::string>{"before"});
    }
    CHECK(trial.report.delivered == (lives ? 2U : 1U));
    CHECK(trial.report.failed == (lives ? 0U : 1U));
    CHECK(trial.report.purged == 0);
  }
}

}  // namespace

TEST_CASE("produce: each error once, without idempotence") {
  check({{E::unknown_server_error, reported},
         {E::corrupt_message, healed},
         {E::unknown_topic_or_partition, healed},
         {E::leader_not_available, healed},
         {E::not_leader_or_follower, healed},
         {E::request_timed_out, healed},
         {E::message_too_large, reported},
         {E::invalid_topic_exception, reported},
         {E::record_list_too_large, reported},
         {E::not_enough_replicas, healed},
         {E::not_enough_replicas_after_append, healed},
         {E::invalid_required_acks, reported},
         {E::topic_authorization_failed, reported},
         {E::cluster_authorization_failed, reported},
         {E::invalid_timestamp, reported},
         {E::unsupported_version, reported},
         {E::unsupported_for_message_format, reported},
         {E::policy_violation, reported},
         {E::kafka_storage_error, healed},
         {E::unsupported_compression_type, reported},
         {E::invalid_record, reported},
         {code_of_tomorrow, reported}},
        false);
}

TEST_CASE("produce: each error once, with idempotence") {
  check({{E::unknown_topic_or_partition, healed},
         {E::leader_not_available, healed},
         {E::not_leader_or_follower, healed},
         {E::request_timed_out, healed},
         {E::not_enough_replicas, healed},
         {E::not_enough_replicas_after_append, healed},
         {E::kafka_storage_error, healed},
         {E::message_too_large, reported},
         {E::topic_authorization_failed, reported},
         {E::invalid_record, reported}},
        true);
}

TEST_CASE("produce: the connection breaks before the answer, and nothing is written twice") {
  for (const bool idempotent : {true, false}) {
    CAPTURE(idempotent);
    MockCluster cluster;
    must(cluster.create_topic("t", 1));
    Producer producer = make_producer(cluster.config(
        {{"enable.idempotence", idempotent ? "true" : "false"}, {"retry.backoff.ms", "10"}}));
    must(producer.send_sync(Record{.topic = "t", .value = "before"}, 10s));
    must(cluster.fail_next(Api::produce, ErrorCode::connection_failed));
    must(producer.send_sync(Record{.topic = "t", .value = "through"}, 10s));
    CHECK(producer.close(5s).delivered == 2);
    CHECK(values_of(cluster, "t") == std::vector<std::string>{"before", "through"});
  }
}

TEST_CASE("produce: the leader moves, and sending goes on at the new one") {
  MockCluster cluster(2);
  must(cluster.create_topic("t", 1, 2));
  must(cluster.set_leader({"t", 0}, 1));
  Producer producer = make_producer(cluster.config({{"retry.backoff.ms", "10"}}));
  must(producer.send_sync(Record{.topic = "t", .value = "one"}, 10s));
  must(cluster.set_leader({"t", 0}, 2));
  must(producer.send_sync(Record{.topic = "t", .value = "two"}, 10s));
  CHECK(producer.close(5s).delivered == 2);
  CHECK(values_of(cluster, "t") == std::vector<std::string>{"one", "two"});
}

TEST_CASE(
    "produce: a record that was sent and never answered is possibly there, one that was not sent "
    "is not") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  std::vector<Persisted> persisted;
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& delivery : batch) persisted.push_back(delivery.persisted);
  };
  Producer producer = make_producer(cluster.config({{"linger.ms", "0"}}), options);
  must(producer.send_sync(Record{.topic = "t", .value = "answered"}, 10s));
  must(cluster.answer_late(1, Api::produce, 30s));
  cluster.forget_requests();
  must(producer.send(Record{.topic = "t", .value = "sent"}));
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (cluster.request_count(Api::produce) == 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(5ms);
  }
  CHECK(producer.close(0ms).purged == 1);
  Producer unreachable = [&] {
    must(cluster.set_down(1));
    return make_producer(cluster.config(), options);
  }();
  must(unreachable.send(Record{.topic = "t", .value = "never sent"}));
  CHECK(unreachable.close(0ms).purged == 1);
  CHECK(persisted == std::vector<Persisted>{Persisted::yes, Persisted::possibly, Persisted::no});
}
