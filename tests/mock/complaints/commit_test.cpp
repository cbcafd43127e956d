// Commits that meet a rebalance, or the end.

#include <optional>
#include <string>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

TEST_CASE(
    "rust#453, rust#738: destroying a consumer with marked offsets neither hangs nor forgets "
    "them") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  fill(cluster, "t", 5);
  ConsumerOptions options;
  options.commit_mode = CommitMode::marked;
  std::optional<Consumer> consumer = make_consumer(cluster.group_config("g"), options);
  must(consumer->subscribe({"t"}));
  CHECK(read(*consumer, 5).size() == 5);
  must(consumer->mark({"t", 0}, 4));
  CHECK(duration_of([&] { consumer.reset(); }) < 5s);
  CHECK(committed_offset(cluster, "g", {"t", 0}) == 4);
}

TEST_CASE(
    "librdkafka#2933, librdkafka#1605: what is marked after a partition was given up is refused, "
    "not committed") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  fill(cluster, "t", 5);
  ConsumerOptions options;
  options.commit_mode = CommitMode::marked;
  Consumer consumer = make_consumer(cluster.group_config("g"), options);
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 5).size() == 5);
  must(consumer.mark({"t", 0}, 2));
  must(consumer.unsubscribe(10s));
  const auto late = consumer.mark({"t", 0}, 5);
  REQUIRE(!late);
  CHECK(late.error().code() == ErrorCode::illegal_generation);
  CHECK(late.error().topic() == "t");
  consumer.close(10s);
  CHECK(committed_offset(cluster, "g", {"t", 0}) == 2);
}
