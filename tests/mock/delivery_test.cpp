// Every accepted record gets one report, whatever happens to it.

#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

TEST_CASE("delivered records report partition, offset, timestamp, latency and tag") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  struct Seen {
    std::int64_t offset;
    std::uint64_t tag;
    bool sane;
  };
  std::vector<Seen> seen;
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& d : batch) {
      const bool sane = !d.error && d.topic == "t" && d.partition == 0 && d.timestamp > 0 &&
                        d.latency > 0us && d.persisted == Persisted::yes;
      seen.push_back({d.offset, d.tag, sane});
    }
  };
  Producer producer = make_producer(cluster.config(), options);
  // Small tags travel in a pointer, large ones cannot.
  const std::uint64_t huge = ~std::uint64_t{0};
  must(producer.send(Record{.topic = "t", .value = "a", .tag = 7}));
  must(producer.send(RecordView{.topic = "t", .value = "b", .tag = huge}));
  must(producer.send(RecordView{.topic = "t", .value = "c"}));
  must(producer.flush(10s));
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].tag == 7);
  CHECK(seen[1].tag == huge);
  CHECK(seen[2].tag == 0);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    CHECK(seen[i].sane);
    CHECK(seen[i].offset == static_cast<std::int64_t>(i));
  }
  const ProducerCounters counters = producer.counters();
  CHECK(counters.accepted == 3);
  CHECK(counters.delivered == 3);
  CHECK(counters.outstanding() == 0);
}

TEST_CASE("failures alone can be reported, and latencies left out") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  std::vector<std::uint64_t> failed;
  std::vector<std::chrono::microseconds> latencies;
  ProducerOptions options;
  options.measure_latency = false;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& d : batch) latencies.push_back(d.latency);
  };
  options.on_failure = [&](std::span<const Delivery> batch) {
    for (const Delivery& d : batch) {
      CHECK(d.error);
      failed.push_back(d.tag);
    }
  };
  Producer producer = make_producer(cluster.config(), options);
  // The partitions are not known yet.
  must(producer.send(RecordView{.topic = "t", .value = "good", .tag = 1}));
  must(producer.send(RecordView{.topic = "t", .value = "bad", .partition = 7, .tag = 2}));
  must(producer.send(RecordView{.topic = "t", .value = "good", .tag = 3}));
  must(producer.flush(10s));
  CHECK(failed == std::vector<std::uint64_t>{2});
  CHECK(latencies == std::vector(3, std::chrono::microseconds(-1)));
  CHECK(producer.counters().delivered == 2);
  CHECK(producer.counters().failed == 1);
}

TEST_CASE("an offset that the broker did not tell is -1 for every record of the batch") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  std::vector<std::int64_t> offsets;
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& d : batch) offsets.push_back(d.error ? -2 : d.offset);
  };
  const auto send_three = [&](const Config& config) {
    Producer producer = make_producer(config, options);
    for (const char* value : {"a", "b", "c"})
      must(producer.send(Record{.topic = "t", .value = value, .partition = 0}));
    CHECK(producer.close(10s).delivered == 3);
  };
  SUBCASE("acks=0: there is no answer") {
    send_three(cluster.config({{"acks", "0"}, {"linger.ms", "100"}}));
  }
  SUBCASE("the answer to a first attempt was lost, and the second is a duplicate") {
    cluster.fail_next(Api::produce, ErrorCode::duplicate_sequence_number, 1);
    send_three(cluster.config({{"linger.ms", "100"}}));
  }
  CHECK(offsets == std::vector<std::int64_t>{-1, -1, -1});
}

TEST_CASE("a refused record fails with the broker's code and was not persisted") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  cluster.fail_next(Api::produce, ErrorCode::message_too_large, 1);
  // Without idempotence, where the failure of one record would be fatal to the order of the rest.
  Producer producer = make_producer(cluster.config({{"enable.idempotence", "false"}}));
  const auto refused = producer.send_sync(Record{.topic = "t", .value = "x"}, 10s);
  REQUIRE(!refused);
  CHECK(refused.error().code() == ErrorCode::message_too_large);
  CHECK(refused.error().topic() == "t");
  CHECK(refused.error().partition() == 0);
  must(producer.send_sync(Record{.topic = "t", .value = "x"}, 10s));
  const CloseReport report = producer.close(10s);
  CHECK(report.delivered == 1);
  CHECK(report.failed == 1);
}

TEST_CASE("retriable errors are retried and nothing is written twice") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  cluster.fail_next(Api::produce, {ErrorCode::not_leader_or_follower, ErrorCode::request_timed_out,
                                   ErrorCode::not_enough_replicas});
  Producer producer = make_producer(cluster.config());
  for (int i = 0; i < 10; ++i)
    must(producer.send(Record{.topic = "t", .value = std::to_string(i)}));
  CHECK(producer.close(20s).delivered == 10);

  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  const std::vector<std::string> values = read(consumer, 10);
  CHECK(values == std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
  CHECK(must(consumer.poll(1s)).empty());
}

TEST_CASE(
    "rust#759: an unreachable broker fails the record after delivery.timeout.ms and says why") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  const Config config = cluster.config({{"delivery.timeout.ms", "1500"}, {"linger.ms", "0"}});
  cluster.set_down(1);
  Producer producer = make_producer(config);
  const auto outcome = producer.send_sync(Record{.topic = "t", .value = "x"}, 20s);
  REQUIRE(!outcome);
  CHECK(outcome.error().code() == ErrorCode::timed_out);
  CHECK(outcome.error().message().find("onnect") != std::string::npos);
  CHECK(producer.close(5s).failed == 1);
}

TEST_CASE("a moved value reaches librdkafka without a copy, a viewed one is copied") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  std::vector<const char*> addresses;
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& d : batch) addresses.push_back(d.value->data());
  };
  Producer producer = make_producer(cluster.config(), options);

  std::string text(1000, 'x');
  const char* text_at = text.data();
  Record record{.topic = "t", .value = std::move(text)};
  must(producer.send(std::move(record)));
  CHECK(!record.value);        // NOLINT(bugprone-use-after-move): documented: the value is gone,
  CHECK(record.topic == "t");  // the rest is left

  std::vector<std::byte> raw(1000, std::byte{1});
  const void* raw_at = raw.data();
  must(producer.send(Record{.topic = "t", .value = std::move(raw)}));

  const auto shared = std::make_shared<std::string>(1000, 'y');
  must(producer.send(Record{.topic = "t", .value = Blob::share(*shared, shared)}));

  const std::string lent(1000, 'z');
  must(producer.send(RecordView{.topic = "t", .value = lent}));

  must(producer.flush(10s));
  REQUIRE(addresses.size() == 4);
  CHECK(addresses[0] == text_at);
  CHECK(static_cast<const void*>(addresses[1]) == raw_at);
  CHECK(addresses[2] == shared->data());
  CHECK(addresses[3] != lent.data());
  producer.close(10s);
  CHECK(shared.use_count() == 1);  // given back after delivery
}

TEST_CASE("a short string, whose bytes move with it, arrives whole") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(cluster.config());
  for (int i = 0; i < 1000; ++i)
    must(producer.send(Record{.topic = "t", .value = std::to_string(i)}));
  producer.close(10s);
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  const std::vector<std::string> values = read(consumer, 1000);
  REQUIRE(values.size() == 1000);
  for (int i = 0; i < 1000; ++i) CHECK(values[static_cast<std::size_t>(i)] == std::to_string(i));
}

TEST_CASE("cppk#126: a handler that throws is counted and the reports go on") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  std::atomic<int> called{0};
  std::atomic<int> logged{0};
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    called += static_cast<int>(batch.size());
    throw std::runtime_error("from the batch handler");
  };
  options.on_log = [&](LogLevel, std::string_view, std::string_view text) {
    if (text.find("from the") != std::string_view::npos) ++logged;
  };
  Producer producer = make_producer(cluster.config(), options);
  for (int i = 0; i < 5; ++i) {
    must(producer.send(Record{.topic = "t", .value = "x"},
                       [](const Delivery&) { throw std::runtime_error("from the record's"); }));
  }
  const CloseReport report = producer.close(10s);
  CHECK(report.delivered == 5);
  CHECK(called == 5);
  CHECK(producer.counters().handler_failures >= 6);
  CHECK(logged == static_cast<int>(producer.counters().handler_failures));
}

TEST_CASE("a record's own handler runs once and before flush returns") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(cluster.config());
  std::atomic<int> calls{0};
  for (int i = 0; i < 100; ++i) {
    must(producer.send(Record{.topic = "t", .value = "x"}, [&](const Delivery& d) {
      if (!d.error) ++calls;
    }));
  }
  must(producer.flush(10s));
  CHECK(calls == 100);
}

TEST_CASE(
    "rust#695, rust#382: futures get the outcome, also that of a record that was not accepted") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(cluster.config());
  auto good = producer.send_future(Record{.topic = "t", .value = "x"});
  auto too_big = producer.send_future(Record{.topic = "t", .value = std::string(3000000, 'x')});
  REQUIRE(too_big.wait_for(0s) == std::future_status::ready);
  CHECK(too_big.get().error().code() == ErrorCode::message_too_large);
  REQUIRE(good.wait_for(10s) == std::future_status::ready);
  CHECK(must(good.get()).offset == 0);
}

TEST_CASE("a refused record comes back untouched") {
  MockCluster cluster;
  Producer producer = make_producer(cluster.config());
  Record record{
      .topic = "t", .key = "k", .value = std::string(3000000, 'x'), .headers = {{"h", "v"}}};
  bool called = false;
  const auto refused = producer.try_send(record, [&](const Delivery&) { called = true; });
  REQUIRE(!refused);
  CHECK(refused.error().code() == ErrorCode::message_too_large);
  REQUIRE(record.value);
  CHECK(record.value->size() == 3000000);
  CHECK(record.headers.size() == 1);
  CHECK(producer.close(5s).all_delivered());
  CHECK(!called);
}

TEST_CASE("arguments that cannot be sent are refused by name") {
  MockCluster cluster;
  Producer producer = make_producer(cluster.config());
  CHECK(producer.send(Record{.topic = "t", .value = "x", .timestamp = 0}).error().code() ==
        ErrorCode::invalid_argument);
  CHECK(producer.send(Record{.topic = "t", .value = "x", .partition = -1}).error().code() ==
        ErrorCode::invalid_argument);
  CHECK(producer.send(Record{.topic = "", .value = "x"}).error().code() ==
        ErrorCode::invalid_topic_exception);
}

TEST_CASE("blocking calls from a handler are refused, sending is allowed") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer* self = nullptr;
  std::atomic<bool> sent{false};
  std::vector<ErrorCode> codes;
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery>) {
    if (sent.exchange(true)) return;
    codes.push_back(self->flush(1s).error().code());
    codes.push_back(self->send_sync(Record{.topic = "t", .value = "x"}, 1s).error().code());
    codes.push_back(self->check_connection(1s).error().code());
    const CloseReport of_the_moment = self->close(1s);
    if (of_the_moment.delivered != 0) codes.push_back(ErrorCode::none);
    must(self->send(Record{.topic = "t", .value = "from the handler"}));
  };
  Producer producer = make_producer(cluster.config(), options);
  self = &producer;
  must(producer.send(Record{.topic = "t", .value = "x"}));
  must(producer.flush(10s));
  CHECK(producer.close(10s).delivered == 2);
  REQUIRE(codes.size() == 3);
  for (const ErrorCode code : codes) CHECK(code == ErrorCode::would_deadlock);
}

TEST_CASE("mck#227, cppk#270: many threads send through one producer") {
  MockCluster cluster;
  cluster.create_topic("a", 2);
  cluster.create_topic("b", 2);
  Producer producer = make_producer(cluster.config());
  std::atomic<int> reported{0};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 500; ++i) {
          const std::string topic = (i + t) % 2 == 0 ? "a" : "b";
          if (i % 3 == 0) {
            must(producer.send(Record{.topic = topic, .value = std::string(100, 'x')},
                               [&](const Delivery&) { ++reported; }));
          } else {
            must(producer.send(RecordView{.topic = topic, .value = "y"}));
          }
        }
      });
    }
  }
  CHECK(producer.close(20s).delivered == 2000);
  CHECK(reported == 4 * 167);
}
