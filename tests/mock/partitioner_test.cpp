// The same key must land on the same partition as with Kafka's Java producer.

#include <limits>
#include <string>
#include <vector>

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
