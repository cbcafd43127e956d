// Typed producers and consumers, and what becomes of records that are not of the type.

#include "kpp/serde.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

using Readings = TypedProducer<std::string, std::int32_t>;
using Reader = TypedConsumer<std::string, std::int32_t>;

Reader reader_of(const MockCluster& cluster, ConsumerOptions options = {}) {
  Reader reader = must(Reader::create(cluster.config(), std::move(options)));
  must(reader.consumer().assign({{.topic = "t", .partition = 0, .at = Position::earliest()}}));
  return reader;
}

template <class Typed>
auto read_records(Typed& reader, std::size_t count) {
  auto all = must(reader.poll(100ms, 1));
  std::vector<std::decay_t<decltype(all[0])>> records;
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  for (;;) {
    for (auto& record : all) records.push_back(std::move(record));
    if (records.size() >= count || std::chrono::steady_clock::now() > deadline) break;
    all = must(reader.poll(100ms, count - records.size()));
  }
  REQUIRE(records.size() == count);
  return records;
}

/// Throws instead of answering.
struct Throwing {
  [[nodiscard]] Result<std::string> deserialize(std::string_view bytes,
                                                const SerdeContext& context) const {
    if (bytes == "bad") throw std::runtime_error("no " + std::string(context.topic));
    return std::string(bytes);
  }
};

}  // namespace

TEST_CASE("typed records go out and come back: values, nulls, headers") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Readings readings = must(Readings::create(cluster.config()));
  must(readings.send({.topic = "t", .key = "a", .value = 1, .headers = {{"unit", "C"}}}));
  const TypedRecord<std::string, std::int32_t> kept{.topic = "t", .value = -2};
  must(readings.try_send(kept));
  CHECK(must(readings.send_sync({.topic = "t", .key = "b"}, 10s)).offset == 2);
  CHECK(must(readings.send_future({.topic = "t", .key = "c", .value = 4}).get()).offset == 3);
  CHECK(readings.close(10s).delivered == 4);

  Reader reader = reader_of(cluster);
  const auto records = read_records(reader, 4);
  for (const auto& record : records) REQUIRE(record);
  CHECK(records[0]->key == "a");
  CHECK(records[0]->value == 1);
  CHECK(must(records[0].raw->headers()).at(0).value == "C");
  CHECK_FALSE(records[1]->key);
  CHECK(records[1]->value == -2);
  CHECK(records[2]->key == "b");
  CHECK_FALSE(records[2]->value);
  CHECK(records[3]->value == 4);
}

TEST_CASE(
    "a record that cannot be read keeps its place and its bytes, and goes to the dead letters") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  must(cluster.create_topic("t.dead"));
  Producer producer = make_producer(cluster.config());
  const std::string one("\0\0\0\1", 4);
  must(producer.send(Record{.topic = "t", .key = "a", .value = one}));
  must(producer.send(
      Record{.topic = "t", .key = "b", .value = "what", .headers = {{"h", "v"}}, .timestamp = 7}));
  must(producer.send(Record{.topic = "t", .key = "c", .value = "no number"}));
  must(producer.send(Record{.topic = "t", .key = "d", .value = one}));
  must(producer.flush(10s));

  std::uint64_t good = 0;
  {
    Reader reader = reader_of(cluster);
    for (const auto& record : read_records(reader, 4)) {
      if (record) {
        ++good;
        continue;
      }
      CHECK(record.error().code() == ErrorCode::serialization_failed);
      CHECK(record.error().message() ==
            "the value at offset 2 cannot be read: 9 bytes where a number has 4");
      CHECK(record.error().topic() == "t");
      CHECK(record.error().partition() == 0);
      Record dead = record.raw->to_record();
      dead.topic = "t.dead";
      must(producer.send(std::move(dead)));
    }
  }
  CHECK(good == 3);  // "what" is four bytes: a number to whoever reads numbers
  must(producer.flush(10s));

  Consumer dead_letters = make_consumer(cluster.config());
  must(dead_letters.assign({{.topic = "t.dead", .partition = 0, .at = Position::earliest()}}));
  CHECK(read(dead_letters, 1) == std::vector<std::string>{"no number"});
}

TEST_CASE("an exception of a deserializer is the error of its record only") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Producer producer = make_producer(cluster.config());
  for (const char* value : {"good", "bad", "good again"})
    must(producer.send(Record{.topic = "t", .value = value}));
  must(producer.flush(10s));

  using Plain = TypedConsumer<std::string, std::string, Serde<std::string>, Throwing>;
  Plain reader = must(Plain::create(cluster.config()));
  must(reader.consumer().assign({{.topic = "t", .partition = 0, .at = Position::earliest()}}));
  const auto records = read_records(reader, 3);
  CHECK(records[0]->value == "good");
  REQUIRE_FALSE(records[1]);
  CHECK(records[1].error().message() == "the value at offset 1 cannot be read: no t");
  CHECK(records[1].raw->value() == "bad");
  CHECK(records[2]->value == "good again");
}

TEST_CASE("decoded records outlive batch and consumer, with views into them") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  fill(cluster, "t", 3);
  std::vector<Decoded<std::string_view, std::string_view>> records;
  {
    using Views = TypedConsumer<std::string_view, std::string_view>;
    Views reader = must(Views::create(cluster.config()));
    must(reader.consumer().assign({{.topic = "t", .partition = 0, .at = Position::earliest()}}));
    records = read_records(reader, 3);
    reader.close(5s);
  }
  const auto moved = std::move(records);
  CHECK(moved[2]->key == "2");
  CHECK(moved[2]->value == "2");
  CHECK(moved[2].raw->offset() == 2);
}

TEST_CASE("a typed batch shows ends and errors of partitions as the plain one does") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  ConsumerOptions options;
  options.report_end_of_partition = true;
  Reader reader = reader_of(cluster, options);
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  bool ended = false;
  while (!ended && std::chrono::steady_clock::now() < deadline) {
    const auto batch = must(reader.poll(1s));
    ended = !batch.ends().empty();
  }
  CHECK(ended);
}

TEST_CASE("a typed consumer in a group commits what was marked") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  fill(cluster, "t", 3);
  using Strings = TypedConsumer<std::string, std::string>;
  ConsumerOptions options;
  options.commit_mode = CommitMode::marked;
  Strings reader = must(Strings::create(cluster.group_config("g"), options));
  must(reader.subscribe({"t"}));
  const auto records = read_records(reader, 3);
  must(reader.consumer().mark(*records[1].raw));
  reader.close(5s);
  CHECK(committed_offset(cluster, "g", {"t", 0}) == 2);
}
