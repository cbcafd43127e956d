// What is committed, when, and by whom.

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

const TopicPartition t0{"t", 0};

ConsumerOptions mode(CommitMode mode) {
  ConsumerOptions options;
  options.commit_mode = mode;
  return options;
}

}  // namespace

TEST_CASE("cppk#287: previous_batch: asking for the next batch finishes the one before") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  Consumer consumer =
      make_consumer(cluster.group_config("g", {{"auto.commit.interval.ms", "100"}}));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 4).size() == 4);
  std::this_thread::sleep_for(400ms);
  // The batch was handed out, but nobody said that it is done.
  CHECK(committed_offset(cluster, "g", t0) < 4);
  CHECK(must(consumer.poll(0ms, 1)).size() <= 1);
  std::this_thread::sleep_for(600ms);
  CHECK(committed_offset(cluster, "g", t0) == 4);
}

TEST_CASE("previous_batch: close counts what was handed out as done") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  Consumer consumer = make_consumer(cluster.group_config("g"));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 7).size() == 7);
  const ConsumerCloseReport report = consumer.close(10s);
  CHECK(report.left_group);
  CHECK(!report.error);
  CHECK(committed_offset(cluster, "g", t0) == 7);
}

TEST_CASE("marked: close commits up to the last mark, not what was merely read") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  Consumer consumer = make_consumer(cluster.group_config("g"), mode(CommitMode::marked));
  must(consumer.subscribe({"t"}));
  std::size_t seen = 0;
  while (seen < 10) {
    const MessageBatch batch = must(consumer.poll(5s));
    for (const MessageView& message : batch) {
      if (message.offset() <= 5) must(consumer.mark(message));
      // A later message that was finished earlier: the mark does not go back.
      if (message.offset() == 5) must(consumer.mark(t0, 2));
      ++seen;
    }
  }
  CHECK(consumer.close(10s).left_group);
  CHECK(committed_offset(cluster, "g", t0) == 6);
}

TEST_CASE("marked: marks are committed by interval, and by commit at once") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"auto.commit.interval.ms", "100"}}),
                                    mode(CommitMode::marked));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 10).size() == 10);
  must(consumer.mark(t0, 3));
  for (int i = 0; i < 8; ++i) (void)must(consumer.poll(100ms));
  CHECK(committed_offset(cluster, "g", t0) == 3);
  must(consumer.mark(t0, 8));
  must(consumer.commit(5s));
  CHECK(committed_offset(cluster, "g", t0) == 8);
}

TEST_CASE("manual: only commit commits, close does not") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  {
    Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
    must(consumer.subscribe({"t"}));
    CHECK(read(consumer, 10).size() == 10);
    CHECK(consumer.mark(t0, 3).error().code() == ErrorCode::invalid_argument);
    must(consumer.commit({{t0, {4, std::nullopt, "half way"}}}, 5s));
    const Offsets committed = must(consumer.committed(std::span(&t0, 1), 5s));
    REQUIRE(committed.contains(t0));
    CHECK(committed.at(t0).offset == 4);
    CHECK(committed.at(t0).metadata == "half way");
    CHECK(consumer.close(10s).left_group);
  }
  CHECK(committed_offset(cluster, "g", t0) == 4);

  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 6) == std::vector<std::string>{"4", "5", "6", "7", "8", "9"});
  must(consumer.commit(5s));
  CHECK(committed_offset(cluster, "g", t0) == 10);
  must(consumer.commit(5s));  // nothing new is no failure
}

TEST_CASE("asynchronous commits reach their handlers in order, inside later calls") {
  std::vector<std::int64_t> order;
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 10).size() == 10);
  for (std::int64_t offset = 1; offset <= 3; ++offset) {
    must(consumer.commit_async({{t0, {offset, std::nullopt, {}}}},
                               [&](const Offsets& offsets, const Result<void>& outcome) {
                                 must(outcome);
                                 order.push_back(offsets.at(t0).offset);
                               }));
  }
  must(consumer.commit_async());
  CHECK(order.empty());
  must(consumer.commit(10s));  // waits for those before it
  CHECK(order == std::vector<std::int64_t>{1, 2, 3});
  CHECK(committed_offset(cluster, "g", t0) == 10);
}

TEST_CASE("the answer to an asynchronous commit ends the wait of poll") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 1);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 1).size() == 1);
  cluster.delay(1, 200ms);
  std::chrono::steady_clock::time_point answered{};
  const auto begin = std::chrono::steady_clock::now();
  must(consumer.commit_async(
      [&](const Offsets&, const Result<void>&) { answered = std::chrono::steady_clock::now(); }));
  (void)must(consumer.poll(900ms));
  CHECK(answered > begin);
  CHECK(answered < begin + 800ms);
}

TEST_CASE("a refused commit is the caller's error") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 1);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 1).size() == 1);
  cluster.fail_next(Api::offset_commit, ErrorCode::group_authorization_failed, 1);
  const auto refused = consumer.commit(5s);
  REQUIRE(!refused);
  CHECK(refused.error().code() == ErrorCode::group_authorization_failed);
  must(consumer.commit(5s));  // what failed is tried again
  CHECK(committed_offset(cluster, "g", t0) == 1);
}

TEST_CASE("a commit without an answer is bounded") {
  std::optional<ErrorCode> told;
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 1);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 1).size() == 1);
  cluster.set_down(1);
  Result<void> outcome;
  CHECK(duration_of([&] { outcome = consumer.commit(500ms); }) < 2s);
  REQUIRE(!outcome);
  must(consumer.commit_async({{t0, {1, std::nullopt, {}}}},
                             [&](const Offsets&, const Result<void>& late) {
                               if (!late) told = late.error().code();
                             }));
  consumer.close(2s);
  CHECK(told.has_value());  // a handler is never forgotten
}

TEST_CASE("an exception of a commit handler comes out of poll, and reading goes on") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 5);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 2).size() == 2);
  must(consumer.commit_async(
      {{t0, {1, std::nullopt, {}}}},
      [](const Offsets&, const Result<void>&) { throw std::runtime_error("mine"); }));
  std::size_t seen = 0;
  bool thrown = false;
  for (int i = 0; i < 50 && (seen < 3 || !thrown); ++i) {
    try {
      seen += must(consumer.poll(100ms)).size();
    } catch (const std::runtime_error& error) {
      thrown = std::string(error.what()) == "mine";
    }
  }
  CHECK(thrown);
  CHECK(seen == 3);
  CHECK(consumer.counters().handler_failures == 1);
}

TEST_CASE("without a group there is nothing to commit") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 1);
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  CHECK(read(consumer, 1).size() == 1);
  CHECK(consumer.commit(1s).error().code() == ErrorCode::invalid_group_id);
  CHECK(consumer.commit_async().error().code() == ErrorCode::invalid_group_id);
  CHECK(consumer.subscribe({"t"}).error().code() == ErrorCode::invalid_group_id);
  CHECK(consumer.committed(std::span(&t0, 1), 1s).error().code() == ErrorCode::invalid_group_id);
  CHECK(consumer.close(5s).left_group);
  CHECK(Consumer::create(cluster.config(), mode(CommitMode::marked)).error().code() ==
        ErrorCode::invalid_group_id);
}
