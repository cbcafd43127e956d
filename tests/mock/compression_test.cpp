// All five kinds of compression: what is read is what was sent, and less goes over the wire.

#include <atomic>
#include <charconv>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "mock/all_at_once.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

/// A number of librdkafka's statistics.
std::int64_t number_in(std::string_view json, std::string_view name) {
  const std::string label = '"' + std::string(name) + "\":";
  const std::size_t at = json.find(label);
  REQUIRE(at != std::string_view::npos);
  std::int64_t value = -1;
  std::from_chars(json.data() + at + label.size(), json.data() + json.size(), value);
  return value;
}

struct Trial {
  std::int64_t sent_bytes = 0;
  std::vector<std::string> values;
};

const std::string payload(1000, 'k');

Trial send_and_read(const std::string& kind) {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  std::atomic<std::int64_t> sent_bytes{0};
  std::atomic<int> statistics{0};
  ProducerOptions options;
  options.on_statistics = [&](std::string_view json) {
    sent_bytes = number_in(json, "tx_bytes");
    ++statistics;
  };
  Producer producer = make_producer(
      cluster.config(
          {{"compression.type", kind}, {"statistics.interval.ms", "20"}, {"linger.ms", "50"}}),
      options);
  for (int i = 0; i < 100; ++i) {
    must(producer.send(Record{.topic = "t", .value = payload + std::to_string(i)}));
  }
  must(producer.flush(10s));
  const int before = statistics;
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (statistics < before + 2 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(5ms);
  }
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  return {sent_bytes, read(consumer, 100)};
}

}  // namespace

TEST_CASE("every kind of compression makes the batch smaller and comes back whole") {
  const std::vector<std::string> kinds{"none", "gzip", "snappy", "lz4", "zstd"};
  const auto trials = all_at_once(kinds, send_and_read);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    CAPTURE(kinds[i]);
    const std::int64_t plain = 100 * 1000;
    if (kinds[i] == "none") {
      CHECK(trials[i].sent_bytes > plain);
    } else {
      CHECK(trials[i].sent_bytes < plain / 4);
    }
    REQUIRE(trials[i].values.size() == 100);
    CHECK(trials[i].values.front() == payload + "0");
    CHECK(trials[i].values.back() == payload + "99");
  }
  const auto refused = Config().set("compression.type", "brotli");
  CHECK(refused.error().message().find("expected one of") != std::string::npos);
}
