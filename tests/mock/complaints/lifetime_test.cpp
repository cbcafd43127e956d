// Crashes and hangs because one object lived longer than another.

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

/// One message of the topic's only partition, kept by whoever asks.
Message first_message(const MockCluster& cluster, const std::string& topic) {
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{topic, 0, Position::earliest()}}));
  for (;;) {
    MessageBatch batch = must(consumer.poll(10s));
    if (!batch.empty()) return must(batch.take(0));
  }
}

}  // namespace

TEST_CASE("mck#112, mck#216: a payload may be changed or freed as soon as send returns") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  Producer producer = make_producer(cluster.config({{"linger.ms", "50"}}));
  {
    auto payload = std::make_unique<std::string>(1000, 'a');
    auto key = std::make_unique<std::string>(100, 'k');
    must(producer.send(RecordView{.topic = "t", .key = *key, .value = *payload}));
    payload->assign(1000, '\0');
    key->assign(100, '\0');
  }
  must(producer.flush(10s));
  const Message message = first_message(cluster, "t");
  CHECK(message->value() == std::string(1000, 'a'));
  CHECK(message->key() == std::string(100, 'k'));
}

TEST_CASE("mck#191: headers may be gone as soon as send returns, and stay with their message") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  Producer producer = make_producer(cluster.config({{"linger.ms", "50"}}));
  {
    auto name = std::make_unique<std::string>("trace-id");
    auto value = std::make_unique<std::string>("0123456789abcdef");
    const std::vector<HeaderView> headers{{*name, *value}, {*name, std::nullopt}};
    must(producer.send(RecordView{.topic = "t", .value = "x", .headers = headers}));
    name->assign("overwritten");
    value->assign("overwritten");
  }
  must(producer.flush(10s));
  const Message message = first_message(cluster, "t");
  const auto headers = must(message->headers());
  REQUIRE(headers.size() == 2);
  CHECK(headers[0] == HeaderView{"trace-id", "0123456789abcdef"});
  CHECK(headers[1] == HeaderView{"trace-id", std::nullopt});
}

TEST_CASE("cppk#68: no sink is called once its client is gone") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  std::atomic<bool> alive{true};
  std::atomic<int> lines{0};
  std::atomic<int> too_late{0};
  const LogSink sink = [&](LogLevel, std::string_view, std::string_view) {
    ++lines;
    if (!alive) ++too_late;
  };
  {
    ProducerOptions options;
    options.on_log = sink;
    ConsumerOptions reading;
    reading.on_log = sink;
    Producer producer = make_producer(cluster.config({{"debug", "all"}}), options);
    must(producer.send_sync(Record{.topic = "t", .value = "x"}, 10s));
    Consumer consumer = make_consumer(cluster.group_config("g", {{"debug", "all"}}), reading);
    must(consumer.subscribe({"t"}));
    CHECK(read(consumer, 1).size() == 1);
  }
  alive = false;
  CHECK(lines > 0);
  cluster.set_down(-1);
  CHECK(too_late == 0);
}

TEST_CASE("librdkafka#4041, librdkafka#4674: closing in the middle of a rebalance returns") {
  MockCluster cluster;
  must(cluster.create_topic("t", 4));
  for (const char* assignor : {"range", "cooperative-sticky"}) {
    CAPTURE(assignor);
    const Config config = cluster.group_config(
        assignor, {{"session.timeout.ms", "1500"}, {"partition.assignment.strategy", assignor}});
    Consumer first = make_consumer(config);
    must(first.subscribe({"t"}));
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (first.assignment().empty() && std::chrono::steady_clock::now() < deadline)
      (void)must(first.poll(20ms));
    Consumer second = make_consumer(config);
    must(second.subscribe({"t"}));
    (void)must(second.poll(150ms));  // its request to join has reached the group
    CHECK(duration_of([&] { CHECK(second.close(5s).left_group); }) < 5s);
    CHECK(duration_of([&] { CHECK(first.close(5s).left_group); }) < 5s);
  }
}
