// The same key must land on the same partition as with Kafka's Java producer.

#include <atomic>
#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "mock/all_at_once.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

TEST_CASE("partition_for_key equals Java's murmur2 on the vectors of its own tests") {
  struct Vector {
    std::string_view key;
    std::int32_t hash;
  };
  // org.apache.kafka.common.utils.UtilsTest
  const std::vector<Vector> vectors{
      {"21", -973932308},
      {"foobar", -790332482},
      {"a-little-bit-long-string", -985981536},
      {"a-little-bit-longer-string", -1486304829},
      {"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971},
      {"abc", 479470107},
  };
  for (const Vector& vector : vectors) {
    CAPTURE(vector.key);
    // Modulo the largest number leaves the hash without its sign bit.
    const auto expected =
        static_cast<std::int32_t>(static_cast<std::uint32_t>(vector.hash) & 0x7fffffffU);
    CHECK(partition_for_key(vector.key, std::numeric_limits<std::int32_t>::max()) == expected);
  }
  CHECK(partition_for_key("", 1) == 0);
}

TEST_CASE("a producer without a setting partitions as partition_for_key says") {
  MockCluster cluster;
  cluster.create_topic("keyed", 12);
  std::vector<std::int32_t> partitions(200, -1);
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& delivery : batch) partitions[delivery.tag] = delivery.partition;
  };
  Producer producer = make_producer(cluster.config(), options);
  for (std::uint64_t i = 0; i < partitions.size(); ++i) {
    must(producer.send(
        Record{.topic = "keyed", .key = "sensor_" + std::to_string(i), .value = "x", .tag = i}));
  }
  CHECK(producer.close(10s).delivered == partitions.size());
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    CAPTURE(i);
    CHECK(partitions[i] == partition_for_key("sensor_" + std::to_string(i), 12));
  }
}

namespace {

/// How many of a number of records without a key each partition of a topic gets.
std::map<std::int32_t, int> spread_of(const Config& config, int count,
                                      std::chrono::milliseconds pause) {
  std::map<std::int32_t, int> spread;
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& delivery : batch) ++spread[delivery.partition];
  };
  Producer producer = make_producer(config, options);
  must(producer.partitions_for("t", 10s));
  for (int i = 0; i < count; ++i) {
    must(producer.send(Record{.topic = "t", .value = "x"}));
    std::this_thread::sleep_for(pause);
  }
  CHECK(producer.close(10s).delivered == static_cast<std::uint64_t>(count));
  return spread;
}

}  // namespace

TEST_CASE("KIP-480: records without a key stay at a partition, and move on after a while") {
  MockCluster cluster;
  cluster.create_topic("t", 12);
  CHECK(spread_of(cluster.config({{"sticky.partitioning.linger.ms", "60000"}}), 300, 0ms).size() ==
        1);
  CHECK(spread_of(cluster.config({{"sticky.partitioning.linger.ms", "5"}}), 60, 10ms).size() > 4);
  CHECK(spread_of(cluster.config({{"sticky.partitioning.linger.ms", "0"}}), 300, 0ms).size() > 4);
}

TEST_CASE("records without a key do not go to a partition without a leader") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  must(cluster.set_leader({"t", 0}, -1));
  const auto spread = spread_of(cluster.config({{"sticky.partitioning.linger.ms", "5"}}), 100, 2ms);
  CHECK(spread == std::map<std::int32_t, int>{{1, 100}});
}

TEST_CASE("a partition in the record wins over its key") {
  MockCluster cluster;
  cluster.create_topic("keyed", 12);
  Producer producer = make_producer(cluster.config());
  for (std::int32_t partition = 0; partition < 12; ++partition) {
    const DeliveryReport report = must(producer.send_sync(
        Record{.topic = "keyed", .key = "same", .value = "x", .partition = partition}, 10s));
    CHECK(report.partition == partition);
  }
}

TEST_CASE("every partitioner of librdkafka can be named") {
  const std::vector<std::string> names{"random", "consistent",     "consistent_random", "murmur2",
                                       "fnv1a",  "murmur2_random", "fnv1a_random"};
  MockCluster cluster;
  must(cluster.create_topic("keyed", 4));
  const auto partitions = all_at_once(names, [&](const std::string& name) {
    Producer producer = make_producer(cluster.config({{"partitioner", name}}));
    const auto send = [&] {
      return must(producer.send_sync(Record{.topic = "keyed", .key = "k", .value = "x"}, 10s))
          .partition;
    };
    const std::int32_t first = send();
    return std::pair(first, send());
  });
  for (std::size_t i = 0; i < names.size(); ++i) {
    CAPTURE(names[i]);
    const auto [first, second] = partitions[i];
    if (names[i] != "random") CHECK(first == second);
    if (names[i].starts_with("murmur2")) CHECK(first == partition_for_key("k", 4));
  }
  const auto refused = Producer::create(cluster.config({{"partitioner", "mine"}}));
  REQUIRE(!refused);
  CHECK(refused.error().message().find("partitioner=mine") != std::string::npos);
}

TEST_CASE(
    "mck#211, librdkafka#2331: a partitioner of one's own chooses, for records without a key, "
    "too") {
  MockCluster cluster;
  must(cluster.create_topic("keyed", 4));
  std::atomic<bool> leader_seen{false};
  ProducerOptions options;
  options.partitioner = [&](const PartitionQuery& query) -> std::int32_t {
    if (query.topic() != "keyed" || query.partitions() != 4) return -1;
    if (query.available(4) || query.available(-1)) return -1;
    if (query.available(3)) leader_seen = true;
    if (!query.key()) return 0;  // null is not empty
    if (query.key()->empty()) return 1;
    return *query.key() == "two" ? 2 : 3;
  };
  Producer producer = make_producer(cluster.config(), options);
  const auto partition_of = [&](std::optional<Blob> key, std::optional<std::int32_t> fixed = {}) {
    return must(producer.send_sync(
                    Record{
                        .topic = "keyed", .key = std::move(key), .value = "x", .partition = fixed},
                    10s))
        .partition;
  };
  for (int round = 0; round < 5; ++round) {
    CHECK(partition_of(std::nullopt) == 0);
    CHECK(partition_of("") == 1);
    CHECK(partition_of("two") == 2);
    CHECK(partition_of("other") == 3);
    CHECK(partition_of("two", 1) == 1);  // the record's own word comes first
  }
  CHECK(leader_seen);
}

TEST_CASE("py#1342: a partitioner that throws or answers nonsense fails its record, and says so") {
  MockCluster cluster;
  must(cluster.create_topic("keyed", 4));
  ProducerOptions options;
  options.partitioner = [](const PartitionQuery& query) -> std::int32_t {
    if (query.key() == "throw") throw std::runtime_error("no idea");
    return query.key() == "far" ? 4 : query.key() == "negative" ? -7 : 0;
  };
  Producer producer = make_producer(cluster.config(), options);
  const auto outcome_of = [&](const char* key) {
    return producer.send_sync(Record{.topic = "keyed", .key = key, .value = "x"}, 10s);
  };
  // The first record meets a topic that is not known yet, so it is the report that says why; later ones fail at once.
  for (int round = 0; round < 2; ++round) {
    const auto thrown = outcome_of("throw");
    REQUIRE(!thrown);
    CHECK(thrown.error().code() == ErrorCode::unknown_topic_or_partition);
    CHECK(thrown.error().message() == "the partitioner threw: no idea");
    CHECK(outcome_of("far").error().message() == "the partitioner chose partition 4 of 4");
    CHECK(outcome_of("negative").error().message() == "the partitioner chose partition -7 of 4");
    CHECK(must(outcome_of("good")).partition == 0);
  }
  CHECK(producer.counters().handler_failures == 6);
}

TEST_CASE("two partitioners at once are refused") {
  MockCluster cluster;
  ProducerOptions options;
  options.partitioner = [](const PartitionQuery&) { return 0; };
  const auto refused = Producer::create(cluster.config({{"partitioner", "murmur2"}}), options);
  REQUIRE(!refused);
  CHECK(refused.error().code() == ErrorCode::invalid_config_value);
  CHECK(refused.error().message().find("partitioner=murmur2") != std::string::npos);
}
