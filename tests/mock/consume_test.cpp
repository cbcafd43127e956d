// What was sent is what is read: bytes, nulls, headers, timestamps; and how long it stays valid.

#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

Consumer reader_of(const MockCluster& cluster, const std::string& topic,
                   ConsumerOptions options = {}) {
  Consumer consumer = make_consumer(cluster.config(), std::move(options));
  must(consumer.assign({{topic, 0, Position::earliest()}}));
  return consumer;
}

MessageBatch first_batch(Consumer& consumer, std::size_t at_least = 1) {
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  MessageBatch batch;
  while (batch.size() < at_least && std::chrono::steady_clock::now() < deadline) {
    batch = must(consumer.poll(1s));
  }
  return batch;
}

}  // namespace

TEST_CASE("null is not empty: keys, values and header values") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(cluster.config());
  must(producer.send(Record{.topic = "t", .key = "k", .value = std::nullopt}));
  must(producer.send(Record{.topic = "t", .key = "", .value = ""}));
  must(producer.send(Record{.topic = "t", .value = std::vector<std::byte>{}}));
  must(producer.send(RecordView{.topic = "t", .key = "k", .value = std::nullopt}));
  must(producer.send(RecordView{.topic = "t", .value = std::string_view{""}}));
  must(producer.send(Record{.topic = "t", .headers = {{"null", std::nullopt}, {"empty", ""}}}));
  CHECK(producer.close(10s).delivered == 6);

  Consumer consumer = reader_of(cluster, "t");
  std::vector<Record> records;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (records.size() < 6 && std::chrono::steady_clock::now() < deadline) {
    for (const MessageView& m : must(consumer.poll(1s))) records.push_back(m.to_record());
  }
  REQUIRE(records.size() == 6);
  CHECK(records[0].key->view() == "k");
  CHECK(!records[0].value);
  CHECK(records[1].key->view().empty());
  CHECK(records[1].value->view().empty());
  CHECK(!records[2].key);
  CHECK(records[2].value->view().empty());
  CHECK(!records[3].value);
  CHECK(records[4].value->view().empty());
  REQUIRE(records[5].headers.size() == 2);
  CHECK(!records[5].headers[0].value);
  CHECK(records[5].headers[1].value == "");
}

TEST_CASE("headers keep their order and duplicates, and bytes with zeros stay whole") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  const std::string binary("a\0b\xff", 4);
  Producer producer = make_producer(cluster.config());
  const std::vector<Header> headers{{"trace", "1"}, {"x", binary}, {"trace", "2"}};
  must(producer.send(Record{.topic = "t", .key = binary, .value = binary, .headers = headers}));
  const std::vector<HeaderView> views{{"b", "1"}, {"a", "2"}, {"b", "3"}};
  must(producer.send(RecordView{.topic = "t", .value = binary, .headers = views}));
  producer.close(10s);

  Consumer consumer = reader_of(cluster, "t");
  const MessageBatch batch = first_batch(consumer, 2);
  REQUIRE(batch.size() == 2);
  CHECK(batch[0].key() == std::string_view(binary));
  CHECK(batch[0].value() == std::string_view(binary));
  const std::vector<HeaderView> read_back = must(batch[0].headers());
  REQUIRE(read_back.size() == 3);
  CHECK(read_back[0] == HeaderView{"trace", "1"});
  CHECK(read_back[1] == HeaderView{"x", std::string_view(binary)});
  CHECK(read_back[2] == HeaderView{"trace", "2"});
  CHECK(must(batch[1].headers()) == views);
}

TEST_CASE("a timestamp that is given is kept, and one that is not is now") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(cluster.config());
  must(producer.send(Record{.topic = "t", .value = "x", .timestamp = 1713763500123}));
  must(producer.send(Record{.topic = "t", .value = "x"}));
  producer.close(10s);
  Consumer consumer = reader_of(cluster, "t");
  const MessageBatch batch = first_batch(consumer, 2);
  REQUIRE(batch.size() == 2);
  CHECK(batch[0].timestamp() == 1713763500123);
  CHECK(batch[0].timestamp_type() == TimestampType::create_time);
  CHECK(batch[1].timestamp() > 1713763500123);
  CHECK(batch[0].topic() == "t");
  CHECK(batch[0].partition() == 0);
  CHECK(batch[0].offset() == 0);
  CHECK(batch[1].offset() == 1);
}

TEST_CASE("cppk#3: poll returns what is there at once, and not more than asked") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  Consumer consumer = reader_of(cluster, "t");
  MessageBatch batch;
  // librdkafka's own batch call would wait the whole minute for a full batch.
  CHECK(duration_of([&] { batch = must(consumer.poll(60s, 1000)); }) < 10s);
  CHECK(!batch.empty());
  must(consumer.seek({"t", 0}, Position::earliest()));
  std::size_t seen = 0;
  while (seen < 10) {
    batch = must(consumer.poll(10s, 3));
    REQUIRE(!batch.empty());
    CHECK(batch.size() <= 3);
    seen += batch.size();
  }
  CHECK(seen == 10);
  CHECK(consumer.counters().messages >= 11);
}

TEST_CASE(
    "librdkafka#3954, cppk#39: messages outlive their batch and their consumer, in any order of "
    "destruction") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 5);
  std::vector<Message> kept;
  std::optional<MessageBatch> last_batch;
  {
    Consumer consumer = reader_of(cluster, "t");
    MessageBatch batch = first_batch(consumer, 5);
    REQUIRE(batch.size() == 5);
    kept.push_back(must(batch.take(3)));
    kept.push_back(must(batch.take(0)));
    CHECK(batch.take(3).error().code() == ErrorCode::invalid_argument);
    CHECK(batch.take(99).error().code() == ErrorCode::invalid_argument);
    CHECK(batch[1].value() == "1");
    last_batch = std::move(batch);
    CHECK(duration_of([&] { consumer.close(10s); }) < 3s);
    CHECK(consumer.poll(0ms).error().code() == ErrorCode::closed);
  }
  CHECK(kept[0]->value() == "3");
  CHECK(kept[1]->value() == "0");
  CHECK((*last_batch)[4].value() == "4");
  Message moved = std::move(kept[0]);
  kept.clear();
  CHECK(moved->key() == "3");
  last_batch.reset();
  // The last owner, on another thread.
  std::thread([m = std::move(moved)] { CHECK(m.view().offset() == 3); }).join();
}

TEST_CASE("ends of partitions come beside the messages, when asked for") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  ConsumerOptions options;
  options.report_end_of_partition = true;
  Consumer consumer = reader_of(cluster, "t", options);
  std::size_t messages = 0;
  std::vector<PartitionEnd> ends;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (ends.empty() && std::chrono::steady_clock::now() < deadline) {
    const MessageBatch batch = must(consumer.poll(1s));
    messages += batch.size();
    ends.insert(ends.end(), batch.ends().begin(), batch.ends().end());
  }
  CHECK(messages == 3);
  REQUIRE(!ends.empty());
  CHECK(ends[0].offset == 3);
  CHECK(ends[0].partition == TopicPartition{"t", 0});
}

TEST_CASE("an error of a partition does not end reading the others") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  Consumer consumer = make_consumer(cluster.config({{"auto.offset.reset", "none"}}));
  // Partition 7 does not exist; partition 0 does.
  must(consumer.assign({{"t", 0, Position::earliest()}, {"t", 7, Position::earliest()}}));
  std::size_t messages = 0;
  std::optional<PartitionError> error;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while ((messages < 3 || !error) && std::chrono::steady_clock::now() < deadline) {
    const MessageBatch batch = must(consumer.poll(500ms));
    messages += batch.size();
    if (!batch.errors().empty()) error = batch.errors().front();
  }
  CHECK(messages == 3);
  REQUIRE(error);
  CHECK(error->partition == TopicPartition{"t", 7});
  CHECK(error->error.code() == ErrorCode::unknown_topic_or_partition);
}

TEST_CASE("an offset that does not exist is an error with auto.offset.reset=none") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  Consumer consumer = make_consumer(cluster.config({{"auto.offset.reset", "none"}}));
  must(consumer.assign({{"t", 0, Position::offset(1000)}}));
  std::optional<PartitionError> error;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (!error && std::chrono::steady_clock::now() < deadline) {
    const MessageBatch batch = must(consumer.poll(500ms));
    if (!batch.errors().empty()) error = batch.errors().front();
  }
  REQUIRE(error);
  CHECK(error->partition == TopicPartition{"t", 0});
}
