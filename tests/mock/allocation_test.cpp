// The hot paths allocate nothing of ours: librdkafka's own malloc is not counted, since it does not come from operator new.

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "mock/mock_cluster.hpp"

namespace {
std::atomic<std::size_t> allocations{0};
}  // namespace

// Replaced for the whole test program.
void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

TEST_CASE("sending a moved buffer or a view allocates nothing once the stream is steady") {
  MockCluster cluster;
  cluster.create_topic("a-topic-name-too-long-for-a-short-string", 1);
  const std::string topic = "a-topic-name-too-long-for-a-short-string";
  std::atomic<std::uint64_t> reported{0};
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) { reported += batch.size(); };
  Producer producer = make_producer(cluster.config(), options);

  const auto round = [&](std::vector<std::string>& values) {
    Record record{.topic = topic};
    for (std::string& value : values) {
      record.value = std::move(value);
      must(producer.send(
          std::move(record)));  // NOLINT(bugprone-use-after-move): reused as documented
      must(producer.send(RecordView{.topic = topic, .key = "key", .value = "borrowed", .tag = 1}));
    }
    must(producer.flush(20s));
  };
  std::vector<std::string> warm_up(2000, std::string(100, 'x'));
  round(warm_up);
  std::vector<std::string> values(1000, std::string(100, 'x'));
  const std::size_t before = allocations.load();
  round(values);
  // One for the record's topic name; the rest is flush and its waiting, not per record.
  CHECK(allocations.load() - before <= 10);
  CHECK(reported == 6000);
}

TEST_CASE("reading allocates nothing per message") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 4000);
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  std::size_t seen = 0;
  std::size_t bytes = 0;
  std::size_t before = 0;
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (seen < 4000 && std::chrono::steady_clock::now() < deadline) {
    const MessageBatch batch = must(consumer.poll(200ms, 200));
    for (const MessageView& message : batch)
      bytes += message.value()->size() + message.key()->size();
    seen += batch.size();
    if (before == 0 && seen >= 400) before = allocations.load();
  }
  CHECK(seen == 4000);
  CHECK(bytes > 4000);
  CHECK(allocations.load() - before < 200);  // 3600 messages
}
