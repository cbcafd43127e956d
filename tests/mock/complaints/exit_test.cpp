// Messages lost at the end of a program.

#include <optional>
#include <string>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

TEST_CASE(
    "cppk#122, librdkafka#1267, librdkafka#1961: a program that forgets to flush loses nothing") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  {
    // A long linger: nothing would be on its way yet by itself.
    Producer producer = make_producer(cluster.config({{"linger.ms", "30000"}}));
    for (int i = 0; i < 100; ++i)
      must(producer.send(Record{.topic = "t", .value = std::to_string(i)}));
  }
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  const auto values = read(consumer, 100);
  REQUIRE(values.size() == 100);
  CHECK(values.back() == "99");
}

TEST_CASE("py#1244, py#2066: a producer can be closed, twice, and says what became of all") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  Producer producer = make_producer(cluster.config());
  for (int i = 0; i < 10; ++i) must(producer.send(Record{.topic = "t", .value = "x"}));
  for (int round = 0; round < 2; ++round) {
    const CloseReport report = producer.close(10s);
    CHECK(report.all_delivered());
    CHECK(report.delivered == 10);
  }
  const auto late = producer.send(Record{.topic = "t", .value = "x"});
  REQUIRE(!late);
  CHECK(late.error().code() == ErrorCode::closed);
}
