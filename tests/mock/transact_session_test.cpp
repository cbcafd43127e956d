// Consume, transform, produce. The mock cluster does not keep offsets sent to a transaction, so where a group stands afterwards is
// shown on a real broker; here it is which records are given to the transform, and which requests end the transaction.

#include <future>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "kpp/transaction.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

Config reading(const MockCluster& cluster) {
  return cluster.group_config("g");
}

Config writing(const MockCluster& cluster, const std::string& id = "tx") {
  return cluster.config({{"transactional.id", id}, {"linger.ms", "0"}, {"retry.backoff.ms", "10"}});
}

TransactSession make_session(const MockCluster& cluster, TransactSessionOptions options = {}) {
  auto session =
      must(TransactSession::create(reading(cluster), writing(cluster), std::move(options)));
  must(session.subscribe({"in"}));
  return session;
}

Result<void> write_on(const MessageBatch& batch, Transaction& transaction) {
  for (const MessageView& message : batch) {
    const RecordView out{.topic = "out", .value = message.value(), .partition = 0};
    if (auto sent = transaction.send(out); !sent) return sent;
  }
  return {};
}

/// Writes every record on, and notes what it saw.
TransactSession::Transform copy_into(std::vector<std::string>& seen) {
  return [&seen](const MessageBatch& batch, Transaction& transaction) -> Result<void> {
    for (const MessageView& message : batch) seen.emplace_back(message.value().value_or("null"));
    return write_on(batch, transaction);
  };
}

/// Steps until one has this outcome.
bool reaches(TransactSession& session, const TransactSession::Transform& transform,
             TransactOutcome outcome) {
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (std::chrono::steady_clock::now() < deadline) {
    if (must(session.process(100ms, transform)) == outcome) return true;
  }
  return false;
}

std::vector<std::string> numbers(int from, int to) {
  std::vector<std::string> result;
  for (int i = from; i < to; ++i) result.push_back(std::to_string(i));
  return result;
}

void create_topics(MockCluster& cluster, int partitions = 1) {
  cluster.create_topic("in", partitions);
  cluster.create_topic("out", 1);
}

}  // namespace

TEST_CASE("a session gives each record to the transform once, and writes what that sends") {
  MockCluster cluster;
  create_topics(cluster);
  fill(cluster, "in", 10);
  TransactSession session = make_session(cluster);
  std::vector<std::string> seen;
  REQUIRE(reaches(session, copy_into(seen), TransactOutcome::committed));
  CHECK(reaches(session, copy_into(seen), TransactOutcome::nothing));
  CHECK(seen == numbers(0, 10));
  const TransactCloseReport report = session.close(10s);
  CHECK(report.producer.delivered == 10);
  CHECK(report.consumer.left_group);
  CHECK(session.process(1s, copy_into(seen)).error().code() == ErrorCode::closed);
}

TEST_CASE("settings against the session's promise are refused") {
  MockCluster cluster;
  const auto refused = [&](const Config& reads) {
    return TransactSession::create(reads, writing(cluster)).error();
  };
  Config dirty = reading(cluster);
  must(dirty.set("isolation.level", "read_uncommitted"));
  CHECK(refused(dirty).code() == ErrorCode::invalid_config_value);
  CHECK(refused(dirty).message().find("isolation.level") != std::string::npos);
  Config eager = reading(cluster);
  must(eager.set("enable.auto.commit", "true"));
  CHECK(refused(eager).message().find("enable.auto.commit") != std::string::npos);
  CHECK(refused(cluster.config()).message().find("group.id") != std::string::npos);
  TransactSessionOptions marked;
  marked.consumer.commit_mode = CommitMode::marked;
  CHECK(TransactSession::create(reading(cluster), writing(cluster), marked).error().code() ==
        ErrorCode::invalid_argument);
}

TEST_CASE("what costs the transaction costs no record: after the abort they are read again") {
  struct Case {
    Api api;
    ErrorCode error;
  };
  MockCluster cluster;
  create_topics(cluster);
  TransactSession session = make_session(cluster);
  for (const Case& each : {
           Case{Api::txn_offset_commit, ErrorCode::illegal_generation},
           Case{Api::txn_offset_commit, ErrorCode::unknown_member_id},
           Case{Api::txn_offset_commit, ErrorCode::rebalance_in_progress},
           Case{Api::add_offsets_to_txn, ErrorCode::group_authorization_failed},
           Case{Api::end_txn, ErrorCode::invalid_producer_id_mapping},
           Case{Api::add_partitions_to_txn, ErrorCode::topic_authorization_failed},
       }) {
    CAPTURE(name(each.error));
    fill(cluster, "in", 3);
    std::vector<std::string> seen;
    cluster.fail_next(each.api, {each.error});
    REQUIRE(reaches(session, copy_into(seen), TransactOutcome::aborted));
    REQUIRE_FALSE(seen.empty());
    CHECK(seen.front() == "0");
    seen.clear();
    while (seen.size() < 3) {
      REQUIRE(reaches(session, copy_into(seen), TransactOutcome::committed));
    }
    CHECK(seen == numbers(0, 3));
  }
}

TEST_CASE("a fenced session stops") {
  MockCluster cluster;
  create_topics(cluster);
  fill(cluster, "in", 3);
  TransactSession session = make_session(cluster);
  cluster.fail_next(Api::end_txn, {ErrorCode::producer_fenced});
  std::vector<std::string> seen;
  Result<TransactOutcome> outcome = TransactOutcome::nothing;
  while (outcome && *outcome == TransactOutcome::nothing) {
    outcome = session.process(100ms, copy_into(seen));
  }
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().fatal());
  CHECK(outcome.error().code() == ErrorCode::producer_fenced);
  CHECK(session.process(1s, copy_into(seen)).error().fatal());
}

TEST_CASE("an error or an exception of the transform aborts, comes out, and skips nothing") {
  MockCluster cluster;
  create_topics(cluster);
  fill(cluster, "in", 3);
  TransactSession session = make_session(cluster);
  std::vector<std::string> seen;
  const auto copy = copy_into(seen);
  int round = 0;
  const TransactSession::Transform moody = [&](const MessageBatch& batch,
                                               Transaction& transaction) -> Result<void> {
    must(copy(batch, transaction));
    ++round;
    if (round == 1) return fail(ErrorCode::invalid_record, "no such order");
    if (round == 2) throw std::runtime_error("moody");
    if (round == 3) return fail(ErrorCode::queue_full);
    if (round == 4) return transaction.commit(10s);
    return {};
  };
  Result<TransactOutcome> outcome = TransactOutcome::nothing;
  const auto step = [&] {
    do {
      outcome = session.process(100ms, moody);
    } while (outcome && *outcome == TransactOutcome::nothing);
  };
  step();
  CHECK(outcome.error().message() == "no such order");
  CHECK_THROWS_AS(step(), std::runtime_error);
  step();
  CHECK(must(outcome) == TransactOutcome::aborted);
  step();  // it is the session that commits, since the offsets belong to it
  CHECK(outcome.error().code() == ErrorCode::invalid_txn_state);
  seen.clear();
  step();
  CHECK(must(outcome) == TransactOutcome::committed);
  CHECK(seen == numbers(0, 3));
}

// That nothing is there twice is seen on brokers: the mock keeps no offsets of transactions, so that each further rebalance,
// which a busy machine brings about, has a partition read again.
TEST_CASE(
    "a partition revoked in the middle of a transaction ends it in an abort, and nothing is lost") {
  MockCluster cluster;
  create_topics(cluster, 2);
  fill(cluster, "in", 5, 0);
  fill(cluster, "in", 5, 1);
  TransactSession first = make_session(cluster);
  must(first.begin());
  std::set<std::string> written;
  std::size_t polled = 0;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (polled < 10 && std::chrono::steady_clock::now() < deadline) {
    const MessageBatch batch = must(first.poll(100ms));
    polled += batch.size();
    must(write_on(batch, *first.transaction()));
  }
  REQUIRE(polled == 10);

  TransactSession second = must(TransactSession::create(reading(cluster), writing(cluster, "tx2")));
  must(second.subscribe({"in"}));
  // A rebalance may abort these, too, and then their records come once more.
  const auto step = [&](TransactSession& session) {
    std::set<std::string> noted;
    const auto note = [&](const MessageBatch& batch, Transaction&) -> Result<void> {
      for (const MessageView& message : batch) {
        noted.insert(std::to_string(message.partition()) + "/" + std::string(*message.value()));
      }
      return {};
    };
    if (must(session.process(20ms, note)) == TransactOutcome::committed) written.merge(noted);
  };
  while (first.consumer()->assignment().size() != 1 &&
         std::chrono::steady_clock::now() < deadline) {
    (void)must(first.poll(20ms));
    step(second);
  }
  REQUIRE(first.consumer()->assignment().size() == 1);
  CHECK(must(first.end(10s)) == TransactOutcome::aborted);
  CHECK(first.transaction() == nullptr);

  while (written.size() < 10 && std::chrono::steady_clock::now() < deadline) {
    step(first);
    step(second);
  }
  std::set<std::string> all;
  for (int partition = 0; partition < 2; ++partition) {
    for (const std::string& number : numbers(0, 5)) {
      all.insert(std::to_string(partition) + "/" + number);
    }
  }
  CHECK(written == all);
}

TEST_CASE("a member that was expelled in the middle of a transaction aborts it") {
  MockCluster cluster;
  create_topics(cluster);
  fill(cluster, "in", 3);
  int lost = 0;
  auto session = must(TransactSession::create(reading(cluster), writing(cluster)));
  RebalanceHandler handler;
  handler.on_lost = [&](RebalanceContext&) { ++lost; };
  must(session.subscribe({"in"}, handler));
  std::vector<std::string> seen;
  const auto copy = copy_into(seen);
  int round = 0;
  REQUIRE(reaches(
      session,
      [&](const MessageBatch& batch, Transaction& transaction) -> Result<void> {
        if (++round == 1) {
          // The group goes on without this member while it works; no poll has told it so yet.
          cluster.fail_next(Api::heartbeat, {ErrorCode::unknown_member_id});
          const auto deadline = std::chrono::steady_clock::now() + 10s;
          while (session.consumer()->group_metadata() &&
                 std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(10ms);
          }
          const auto metadata = session.consumer()->group_metadata();
          REQUIRE_FALSE(metadata);
          CHECK(metadata.error().code() == ErrorCode::illegal_generation);
          CHECK(metadata.error().requires_abort());
        }
        return copy(batch, transaction);
      },
      TransactOutcome::aborted));
  CHECK(lost == 0);
  seen.clear();
  REQUIRE(reaches(session, copy, TransactOutcome::committed));
  CHECK(lost == 1);
  CHECK(seen == numbers(0, 3));
}

TEST_CASE("an abort that was asked for goes back; several polls fill one transaction") {
  MockCluster cluster;
  create_topics(cluster);
  fill(cluster, "in", 6);
  TransactSession session = make_session(cluster);
  const auto take = [&](std::size_t count) {
    std::vector<std::string> values;
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (values.size() < count && std::chrono::steady_clock::now() < deadline) {
      for (const MessageView& message : must(session.poll(100ms, count - values.size()))) {
        values.emplace_back(*message.value());
      }
    }
    return values;
  };
  CHECK(session.end(1s).error().code() == ErrorCode::invalid_txn_state);
  must(session.begin());
  CHECK(session.begin().error().code() == ErrorCode::invalid_txn_state);
  CHECK(session.process(1s, {}).error().code() == ErrorCode::invalid_txn_state);
  CHECK(take(2) == numbers(0, 2));
  CHECK(take(2) == numbers(2, 4));
  CHECK(must(session.end(10s, false)) == TransactOutcome::aborted);
  must(session.begin());
  CHECK(take(3) == numbers(0, 3));
  CHECK(take(3) == numbers(3, 6));
  CHECK(must(session.end(10s)) == TransactOutcome::committed);
}

TEST_CASE("a commit without answer is gone on with by the next step") {
  MockCluster cluster;
  create_topics(cluster);
  fill(cluster, "in", 3);
  TransactSessionOptions options;
  options.end_timeout = 400ms;
  TransactSession session = make_session(cluster, options);
  std::vector<std::string> seen;
  const auto copy = copy_into(seen);
  Result<TransactOutcome> outcome = TransactOutcome::nothing;
  while (outcome && *outcome == TransactOutcome::nothing) {
    outcome = session.process(
        100ms, [&](const MessageBatch& batch, Transaction& transaction) -> Result<void> {
          must(copy(batch, transaction));
          must(cluster.answer_late(1, Api::end_txn, 900ms));
          return {};
        });
  }
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code() == ErrorCode::timed_out);
  CHECK(session.poll(1s).error().code() == ErrorCode::invalid_txn_state);
  CHECK(session.end(1s, false).error().code() == ErrorCode::invalid_txn_state);
  REQUIRE(session.transaction() != nullptr);
  while (!outcome && outcome.error().code() == ErrorCode::timed_out) {
    outcome = session.process(100ms, copy);
  }
  CHECK(must(outcome) == TransactOutcome::committed);
  CHECK(seen == numbers(0, 3));
}

TEST_CASE("wakeup ends a waiting step; a session that was moved away is closed") {
  MockCluster cluster;
  create_topics(cluster);
  TransactSession session = make_session(cluster);
  auto waking = std::async(std::launch::async, [&] {
    std::this_thread::sleep_for(50ms);
    session.wakeup();
  });
  std::vector<std::string> seen;
  CHECK(session.process(20s, copy_into(seen)).error().code() == ErrorCode::cancelled);
  waking.get();
  TransactSession moved = std::move(session);
  CHECK(session.begin().error().code() == ErrorCode::closed);  // NOLINT(bugprone-use-after-move)
  CHECK(session.consumer() == nullptr);
  CHECK(session.close(1s).producer.delivered == 0);
  CHECK(moved.close(10s).consumer.left_group);
}

TEST_CASE("a session destroyed with an open transaction aborts it and leaves the group") {
  MockCluster cluster;
  create_topics(cluster);
  fill(cluster, "in", 3);
  {
    TransactSession session = make_session(cluster);
    must(session.begin());
    std::size_t polled = 0;
    while (polled < 3) {
      const MessageBatch batch = must(session.poll(100ms));
      polled += batch.size();
      must(write_on(batch, *session.transaction()));
    }
  }
  TransactSession next = make_session(cluster);
  std::vector<std::string> seen;
  REQUIRE(reaches(next, copy_into(seen), TransactOutcome::committed));
  CHECK(seen == numbers(0, 3));
}
