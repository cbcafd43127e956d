// Rebalances: the handlers, their order, and what may be done in them.

#include <chrono>
#include <functional>
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

/// A member of a group whose rebalances are over in half a second: the mock coordinator collects members for a second less
/// than the session timeout.
Config member_config(const MockCluster& cluster, MockCluster::Properties more = {}) {
  Config config = cluster.group_config("g", {{"session.timeout.ms", "1500"}});
  for (const auto& [key, value] : more) must(config.set(key, value));
  return config;
}

/// Writes "a2" for two partitions assigned, "r2" for revoked, "l2" for lost.
RebalanceHandler diary(std::vector<std::string>& lines) {
  const auto write = [&lines](char what) {
    return [&lines, what](RebalanceContext& context) {
      lines.push_back(what + std::to_string(context.partitions().size()));
    };
  };
  return {write('a'), write('r'), write('l')};
}

/// Whether each assignment was given up whole before the next one. There may be a round more than the group needs: the mock
/// calls a group complete as soon as its leader has sent the assignment, and then sends a member whose SyncGroup comes later
/// back to join again, or expels one. A real broker answers it.
bool takes_turns(const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool given = lines[i][0] == 'a';
    if (given != (i % 2 == 0)) return false;
    if (i % 2 == 1 && lines[i].substr(1) != lines[i - 1].substr(1)) return false;
  }
  return !lines.empty();
}

/// Polls all until the condition holds or thirty seconds have passed.
bool poll_until(std::initializer_list<Consumer*> consumers,
                const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (!condition() && std::chrono::steady_clock::now() < deadline) {
    for (Consumer* consumer : consumers) (void)must(consumer->poll(20ms));
  }
  return condition();
}

}  // namespace

TEST_CASE("eager: all is revoked before the new share is assigned") {
  MockCluster cluster;
  must(cluster.create_topic("t", 4));
  std::vector<std::string> first_lines;
  std::vector<std::string> second_lines;
  Consumer first = make_consumer(member_config(cluster));
  must(first.subscribe({"t"}, diary(first_lines)));
  REQUIRE(poll_until({&first}, [&] { return first.assignment().size() == 4; }));
  CHECK(first_lines == std::vector<std::string>{"a4"});

  Consumer second = make_consumer(member_config(cluster));
  must(second.subscribe({"t"}, diary(second_lines)));
  REQUIRE(poll_until({&first, &second}, [&] {
    return first.assignment().size() == 2 && second.assignment().size() == 2;
  }));
  CHECK(takes_turns(first_lines));
  CHECK(first_lines[1] == "r4");
  CHECK(first_lines.back() == "a2");
  CHECK(takes_turns(second_lines));

  CHECK(second.close(10s).left_group);
  CHECK(second_lines.back() == "r2");
  REQUIRE(poll_until({&first}, [&] { return first.assignment().size() == 4; }));
  CHECK(takes_turns(first_lines));
  CHECK(first_lines.back() == "a4");
  CHECK(first.close(10s).left_group);
  CHECK(first_lines.back() == "r4");
}

TEST_CASE(
    "cppk#321, cppk#283, mck#56, rust#363, py#1040: cooperative: only what changes is revoked") {
  MockCluster cluster;
  cluster.create_topic("t", 4);
  const auto config =
      member_config(cluster, {{"partition.assignment.strategy",
                               "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"}});
  std::vector<std::string> first_lines;
  std::vector<bool> steps;
  RebalanceHandler handler = diary(first_lines);
  handler.on_revoked = [&, write = handler.on_revoked](RebalanceContext& context) {
    steps.push_back(context.incremental());
    write(context);
  };
  Consumer first = make_consumer(config);
  must(first.subscribe({"t"}, handler));
  REQUIRE(poll_until({&first}, [&] { return first.assignment().size() == 4; }));
  Consumer second = make_consumer(config);
  must(second.subscribe({"t"}));
  REQUIRE(poll_until({&first, &second}, [&] {
    return first.assignment().size() == 2 && second.assignment().size() == 2;
  }));
  REQUIRE(first_lines.size() >= 2);
  CHECK(first_lines[0] == "a4");
  CHECK(first_lines[1] == "r2");
  // Each step names only what changes.
  REQUIRE(!steps.empty());
  for (const bool incremental : steps) CHECK(incremental);
}

TEST_CASE("mck#53, mck#54, rust#627: a commit in on_revoked is there before the next owner reads") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  const Config config = member_config(cluster, {{"enable.auto.commit", "false"}});
  Result<void> committed = fail(ErrorCode::none);
  std::optional<std::int64_t> position;
  RebalanceHandler handler;
  handler.on_revoked = [&](RebalanceContext& context) {
    position = context.position(t0);
    committed = context.commit({{t0, {*position, std::nullopt, {}}}}, 5s);
    CHECK(context.seek(t0, Position::earliest()).error().code() == ErrorCode::invalid_argument);
    CHECK(!context.incremental());
  };
  Consumer consumer = make_consumer(config);
  must(consumer.subscribe({"t"}, handler));
  CHECK(read(consumer, 6).size() == 6);
  CHECK(consumer.close(10s).left_group);
  must(committed);
  CHECK(position == 6);
  Consumer next = make_consumer(config);
  must(next.subscribe({"t"}));
  CHECK(read(next, 4) == std::vector<std::string>{"6", "7", "8", "9"});
}

TEST_CASE("a seek in on_assigned decides where reading starts") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 10);
  RebalanceHandler handler;
  handler.on_assigned = [&](RebalanceContext& context) {
    must(context.seek(t0, Position::offset(8)));
    CHECK(context.seek({"t", 99}, Position::offset(8)).error().code() ==
          ErrorCode::invalid_argument);
  };
  Consumer consumer = make_consumer(member_config(cluster));
  must(consumer.subscribe({"t"}, handler));
  CHECK(read(consumer, 2) == std::vector<std::string>{"8", "9"});
}

TEST_CASE("a member that was expelled has lost its partitions, and joins again") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  std::vector<std::string> lines;
  ErrorCode refused = ErrorCode::none;
  RebalanceHandler handler = diary(lines);
  handler.on_lost = [&](RebalanceContext& context) {
    lines.push_back("l" + std::to_string(context.partitions().size()));
    refused = context.commit({{t0, {1, std::nullopt, {}}}}, 5s).error().code();
  };
  Consumer consumer = make_consumer(member_config(cluster));
  must(consumer.subscribe({"t"}, handler));
  REQUIRE(poll_until({&consumer}, [&] { return consumer.assignment().size() == 2; }));
  cluster.fail_next(Api::heartbeat, ErrorCode::unknown_member_id, 1);
  REQUIRE(poll_until({&consumer}, [&] { return lines.size() >= 3; }));
  CHECK(lines == std::vector<std::string>{"a2", "l2", "a2"});
  CHECK(refused == ErrorCode::illegal_generation);
}

TEST_CASE("without on_lost, on_revoked is told") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  std::vector<std::string> lines;
  RebalanceHandler handler = diary(lines);
  handler.on_lost = nullptr;
  Consumer consumer = make_consumer(member_config(cluster));
  must(consumer.subscribe({"t"}, handler));
  REQUIRE(poll_until({&consumer}, [&] { return consumer.assignment().size() == 2; }));
  cluster.fail_next(Api::heartbeat, ErrorCode::unknown_member_id, 1);
  REQUIRE(poll_until({&consumer}, [&] { return lines.size() >= 3; }));
  CHECK(lines == std::vector<std::string>{"a2", "r2", "a2"});
}

TEST_CASE(
    "cppk#162, cppk#232: an exception of a rebalance handler comes out of poll, and the consumer "
    "goes on") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  RebalanceHandler handler;
  handler.on_assigned = [](RebalanceContext&) { throw std::runtime_error("assigned"); };
  handler.on_revoked = [](RebalanceContext&) { throw std::logic_error("revoked"); };
  Consumer consumer = make_consumer(member_config(cluster));
  must(consumer.subscribe({"t"}, handler));
  std::string thrown;
  std::size_t seen = 0;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (seen < 3 && std::chrono::steady_clock::now() < deadline) {
    try {
      seen += must(consumer.poll(100ms)).size();
    } catch (const std::runtime_error& error) {
      thrown = error.what();
    }
  }
  CHECK(thrown == "assigned");
  CHECK(seen == 3);
  CHECK_THROWS_AS(consumer.close(10s), std::logic_error);
  CHECK(consumer.close(1s).left_group);  // it was closed all the same
  CHECK(committed_offset(cluster, "g", t0) == 3);
}

TEST_CASE("franz-go#57: messages of revoked partitions are not handed out after the handler ran") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  fill(cluster, "t", 500, 0);
  fill(cluster, "t", 500, 1);
  Consumer first = make_consumer(member_config(cluster));
  bool revoked = false;
  RebalanceHandler handler;
  handler.on_revoked = [&](RebalanceContext&) { revoked = true; };
  handler.on_assigned = [&](RebalanceContext&) { revoked = false; };
  must(first.subscribe({"t"}, handler));
  REQUIRE(poll_until({&first}, [&] { return first.assignment().size() == 2; }));
  Consumer second = make_consumer(member_config(cluster));
  must(second.subscribe({"t"}));
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  bool shared = false;
  while (!shared && std::chrono::steady_clock::now() < deadline) {
    const MessageBatch batch = must(first.poll(20ms, 10));
    if (revoked) CHECK(batch.empty());
    (void)must(second.poll(20ms, 10));
    shared = first.assignment().size() == 1 && second.assignment().size() == 1;
  }
  CHECK(shared);
}

TEST_CASE("unsubscribe gives the partitions up and says so") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  fill(cluster, "t", 4, 0);
  std::vector<std::string> lines;
  Consumer consumer = make_consumer(member_config(cluster));
  must(consumer.subscribe({"t"}, diary(lines)));
  CHECK(read(consumer, 4).size() == 4);
  must(consumer.unsubscribe(10s));
  CHECK(lines == std::vector<std::string>{"a2", "r2"});
  CHECK(consumer.assignment().empty());
  CHECK(committed_offset(cluster, "g", t0) == 4);
  must(consumer.assign({{"t", 0, Position::offset(2)}}));
  CHECK(read(consumer, 2) == std::vector<std::string>{"2", "3"});
  CHECK(consumer.subscribe({"t"}).error().code() == ErrorCode::invalid_argument);
}

TEST_CASE("polling or closing inside a handler is refused instead of hanging") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Consumer* self = nullptr;
  std::vector<ErrorCode> codes;
  RebalanceHandler handler;
  handler.on_assigned = [&](RebalanceContext&) {
    codes.push_back(self->poll(1s).error().code());
    codes.push_back(self->unsubscribe().error().code());
    codes.push_back(self->close(1s).error->code());
  };
  Consumer consumer = make_consumer(member_config(cluster));
  self = &consumer;
  must(consumer.subscribe({"t"}, handler));
  REQUIRE(poll_until({&consumer}, [&] { return !codes.empty(); }));
  CHECK(codes == std::vector<ErrorCode>(3, ErrorCode::would_deadlock));
}

TEST_CASE("a pattern subscribes to the topics whose whole name matches") {
  MockCluster cluster;
  cluster.create_topic("logs-a", 1);
  cluster.create_topic("logs-b", 1);
  cluster.create_topic("old-logs-c", 1);
  Consumer consumer = make_consumer(member_config(cluster));
  must(consumer.subscribe_pattern("logs-.*|nothing"));
  REQUIRE(poll_until({&consumer}, [&] { return !consumer.assignment().empty(); }));
  CHECK(consumer.assignment() == std::vector<TopicPartition>{{"logs-a", 0}, {"logs-b", 0}});
  CHECK(consumer.subscribe({"^logs"}).error().code() == ErrorCode::invalid_topic_exception);
}

TEST_CASE("the newer group protocol (KIP-848) assigns and revokes, too") {
  MockCluster cluster;
  cluster.create_topic("t", 2);
  fill(cluster, "t", 4, 0);
  Config config = cluster.config();
  must(config.set("group.id", "g"));
  must(config.set("group.protocol", "consumer"));
  must(config.set("auto.offset.reset", "earliest"));
  std::vector<std::string> lines;
  Consumer consumer = make_consumer(config);
  must(consumer.subscribe({"t"}, diary(lines)));
  CHECK(read(consumer, 4).size() == 4);
  CHECK(consumer.close(10s).left_group);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == "a2");
  CHECK(lines[1] == "r2");
}

TEST_CASE("several names are subscribed to at once, and a later subscription replaces them") {
  MockCluster cluster;
  for (const char* name : {"a", "b", "c"}) must(cluster.create_topic(name, 1));
  Consumer consumer = make_consumer(member_config(cluster));
  must(consumer.subscribe({"a", "b"}));
  using Partitions = std::vector<TopicPartition>;
  REQUIRE(poll_until({&consumer}, [&] {
    return consumer.assignment() == Partitions{{"a", 0}, {"b", 0}};
  }));
  must(consumer.subscribe({"c", "b"}));
  CHECK(poll_until({&consumer}, [&] {
    return consumer.assignment() == Partitions{{"b", 0}, {"c", 0}};
  }));
  CHECK(consumer.subscribe({}).error().code() == ErrorCode::invalid_argument);
}
