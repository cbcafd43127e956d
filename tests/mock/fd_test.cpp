// A consumer in an epoll loop.

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "kpp/ext/fd.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

bool readable(const ext::ReadyFd& ready, std::chrono::milliseconds within) {
  pollfd waiting{.fd = ready.fd(), .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, static_cast<int>(within.count())) == 1;
}

/// All that is there now, by the rule.
std::size_t drain(Consumer& consumer, ext::ReadyFd& ready) {
  ready.clear();
  std::size_t messages = 0;
  for (;;) {
    const MessageBatch batch = must(consumer.poll(0ms, 7));
    if (batch.empty() && batch.errors().empty() && batch.ends().empty()) return messages;
    messages += batch.size();
  }
}

/// Waits at the descriptor alone, and never in `poll`.
std::size_t read_by_epoll(Consumer& consumer, ext::ReadyFd& ready, std::size_t count) {
  const int loop = epoll_create1(0);
  REQUIRE(loop >= 0);
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  REQUIRE(epoll_ctl(loop, EPOLL_CTL_ADD, ready.fd(), &wanted) == 0);
  std::size_t messages = 0;
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (messages < count && std::chrono::steady_clock::now() < deadline) {
    epoll_event came{};
    if (epoll_wait(loop, &came, 1, 5000) == 1) messages += drain(consumer, ready);
  }
  close(loop);
  return messages;
}

}  // namespace

TEST_CASE("fd: an epoll loop gets every record, also while they are still being written") {
  MockCluster cluster;
  must(cluster.create_topic("t", 3));
  constexpr int count = 3000;
  std::jthread writer([&] {
    Producer producer = make_producer(cluster.config({{"linger.ms", "0"}}));
    for (int i = 0; i < count; ++i) {
      must(producer.send(Record{.topic = "t", .value = "v"}));
      if (i % 100 == 0) std::this_thread::sleep_for(1ms);
    }
    must(producer.flush(10s));
  });
  Consumer consumer = make_consumer(cluster.group_config("g"));
  must(consumer.subscribe({"t"}));
  ext::ReadyFd ready = must(ext::ReadyFd::create(consumer));
  CHECK(read_by_epoll(consumer, ready, count) == count);
}

TEST_CASE("fd: a consumer without a group, too") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Consumer consumer = make_consumer(cluster.config());
  ext::ReadyFd ready = must(ext::ReadyFd::create(consumer));
  must(consumer.assign({{.topic = "t", .partition = 0, .at = Position::earliest()}}));
  CHECK(drain(consumer, ready) == 0);
  fill(cluster, "t", 20);
  CHECK(read_by_epoll(consumer, ready, 20) == 20);
}

TEST_CASE("fd: readable once at first, not when all is drained, and again for wakeup") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Consumer consumer = make_consumer(cluster.config());
  ext::ReadyFd ready = must(ext::ReadyFd::create(consumer));
  CHECK(readable(ready, 0ms));
  drain(consumer, ready);
  CHECK_FALSE(readable(ready, 20ms));
  std::jthread other([&] { consumer.wakeup(); });
  CHECK(readable(ready, 5s));
  ready.clear();
  const auto woken = consumer.poll(0ms);
  REQUIRE_FALSE(woken);
  CHECK(woken.error().code() == ErrorCode::cancelled);
}

TEST_CASE("fd: the answer to an asynchronous commit makes it readable") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  fill(cluster, "t", 1);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.subscribe({"t"}));
  ext::ReadyFd ready = must(ext::ReadyFd::create(consumer));
  REQUIRE(read_by_epoll(consumer, ready, 1) == 1);
  bool answered = false;
  must(consumer.commit_async([&](const Offsets&, const Result<void>& outcome) {
    must(outcome);
    answered = true;
  }));
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (!answered && std::chrono::steady_clock::now() < deadline) {
    REQUIRE(readable(ready, 5s));
    drain(consumer, ready);
  }
  CHECK(answered);
}

TEST_CASE("fd: close makes it readable, and it may outlive the consumer") {
  MockCluster cluster;
  std::optional<ext::ReadyFd> ready;
  {
    Consumer consumer = make_consumer(cluster.config());
    ready = must(ext::ReadyFd::create(consumer));
    ready->clear();
    consumer.close(5s);
    CHECK(readable(*ready, 0ms));
    const auto late = ext::ReadyFd::create(consumer);
    REQUIRE_FALSE(late);
    CHECK(late.error().code() == ErrorCode::closed);
  }
  ready->clear();
  CHECK_FALSE(readable(*ready, 0ms));
}

TEST_CASE("fd: it may be gone before the consumer") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  fill(cluster, "t", 3);
  Consumer consumer = make_consumer(cluster.config());
  must(ext::ReadyFd::create(consumer)).clear();
  must(consumer.assign({{.topic = "t", .partition = 0, .at = Position::earliest()}}));
  CHECK(read(consumer, 3).size() == 3);
}
