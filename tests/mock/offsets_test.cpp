// Assigning, seeking, pausing, and questions about offsets.

#include <string>
#include <vector>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {
const TopicPartition t0{"t", 0};
const TopicPartition t1{"t", 1};
}  // namespace

TEST_CASE("assign starts where it is told, with and without a group") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  fill(cluster, "t", 5, 0);
  for (const bool group : {false, true}) {
    CAPTURE(group);
    Consumer consumer = make_consumer(group ? cluster.group_config("g") : cluster.config());
    must(consumer.assign({{"t", 0, Position::offset(3)}}));
    CHECK(read(consumer, 2) == std::vector<std::string>{"3", "4"});
    CHECK(consumer.position(t0) == 5);
    must(consumer.assign({{"t", 0, Position::earliest()}, {"t", 1, Position::latest()}}));
    CHECK(consumer.assignment() == std::vector<TopicPartition>{t0, t1});
    CHECK(!consumer.position(t0));
    CHECK(read(consumer, 5).size() == 5);
    must(consumer.assign({}));
    CHECK(consumer.assignment().empty());
    CHECK(consumer.seek(t0, Position::earliest()).error().code() == ErrorCode::invalid_argument);
  }
}

TEST_CASE("Position::committed falls back to auto.offset.reset") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 5, 0);
  Consumer alone = make_consumer(cluster.config({{"auto.offset.reset", "earliest"}}));
  must(alone.assign({{"t", 0}}));
  CHECK(read(alone, 5).size() == 5);
  Consumer strict = make_consumer(cluster.config({{"auto.offset.reset", "none"}}));
  CHECK(strict.assign({{"t", 0}}).error().code() == ErrorCode::invalid_group_id);

  Consumer member = make_consumer(cluster.group_config("g"));
  must(member.assign({{"t", 0}}));
  CHECK(read(member, 5).size() == 5);
  must(member.commit({{t0, {2, std::nullopt, {}}}}, 5s));
  must(member.seek(t0, Position::committed()));
  CHECK(read(member, 3) == std::vector<std::string>{"2", "3", "4"});
}

TEST_CASE("seek goes to an offset, the beginning and the end") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 5, 0);
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  CHECK(read(consumer, 2).size() == 2);
  must(consumer.seek(t0, Position::offset(4)));
  CHECK(consumer.position(t0) == 4);
  CHECK(read(consumer, 1) == std::vector<std::string>{"4"});
  must(consumer.seek(t0, Position::earliest()));
  CHECK(read(consumer, 5) == std::vector<std::string>{"0", "1", "2", "3", "4"});
  must(consumer.seek(t0, Position::latest()));
  CHECK(must(consumer.poll(500ms)).empty());
}

TEST_CASE("a paused partition gives nothing until it is resumed") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  fill(cluster, "t", 3, 0);
  fill(cluster, "t", 3, 1);
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}, {"t", 1, Position::earliest()}}));
  must(consumer.pause(std::span(&t0, 1)));
  std::size_t from_first = 0;
  std::size_t from_second = 0;
  const auto count = [&](const MessageBatch& batch) {
    for (const MessageView& m : batch) ++(m.partition() == 0 ? from_first : from_second);
  };
  for (int i = 0; i < 60 && from_second < 3; ++i) count(must(consumer.poll(100ms)));
  count(must(consumer.poll(300ms)));
  CHECK(from_first == 0);
  CHECK(from_second == 3);
  must(consumer.resume(std::span(&t0, 1)));
  for (int i = 0; i < 60 && from_first < 3; ++i) count(must(consumer.poll(100ms)));
  CHECK(from_first == 3);
}

TEST_CASE("mck#173: begin and end offsets of several partitions in one call") {
  MockCluster cluster(2);
  cluster.create_topic("t", 2);
  fill(cluster, "t", 5, 0);
  Consumer consumer = make_consumer(cluster.config());
  const std::vector<TopicPartition> both{t0, t1};
  const auto begins = must(consumer.begin_offsets(both, 5s));
  const auto ends = must(consumer.end_offsets(both, 5s));
  CHECK(begins == std::map<TopicPartition, std::int64_t>{{t0, 0}, {t1, 0}});
  CHECK(ends == std::map<TopicPartition, std::int64_t>{{t0, 5}, {t1, 0}});
  CHECK(must(consumer.end_offsets({}, 5s)).empty());
  CHECK(consumer.offsets_for({{t0, -1}}, 5s).error().code() == ErrorCode::invalid_argument);
}

TEST_CASE("questions with the brokers gone are bounded and say why") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  const Config config = cluster.group_config("g");
  cluster.set_down(1);
  Consumer consumer = make_consumer(config);
  CHECK(duration_of([&] {
          const auto ends = consumer.end_offsets(std::span(&t0, 1), 700ms);
          REQUIRE(!ends);
          CHECK(ends.error().to_string().find("onnect") != std::string::npos);
        }) < 3s);
  CHECK(duration_of([&] { CHECK(!consumer.committed(std::span(&t0, 1), 700ms)); }) < 3s);
}
