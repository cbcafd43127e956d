// Transactions: each class of error injected once at each request, and how a transaction ends.

#include <atomic>
#include <future>
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

Config transactional(const MockCluster& cluster,
                     std::initializer_list<std::pair<std::string, std::string>> more = {}) {
  Config config = cluster.config(more);
  must(config.set("transactional.id", "tx"));
  must(config.set("linger.ms", "0"));
  must(config.set("retry.backoff.ms", "10"));
  return config;
}

TransactionalProducer make_transactional(const MockCluster& cluster,
                                         TransactionalProducerOptions options = {}) {
  return must(TransactionalProducer::create(transactional(cluster), std::move(options)));
}

Record record(std::string value) {
  return {.topic = "t", .value = std::move(value), .partition = 0};
}

/// A mock broker keeps what an aborted transaction wrote, so only what never was aborted can be told by reading.
std::vector<std::string> values_in(const MockCluster& cluster, std::size_t count) {
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::earliest()}}));
  return read(consumer, count);
}

/// Offsets of a group by hand: what a consumer without subscription may commit.
struct Member {
  explicit Member(const MockCluster& cluster)
      : consumer(make_consumer(cluster.group_config("g"))),
        metadata(must(consumer.group_metadata())) {}
  Consumer consumer;
  GroupMetadata metadata;
};

const Offsets seven{{{"in", 0}, {7, std::nullopt, {}}}};

/// What makes a transaction use every request there is.
Result<void> fill(Transaction& transaction, const GroupMetadata& member) {
  if (auto done = transaction.send(record("a")); !done) return done;
  return transaction.send_offsets(seven, member, 10s);
}

Result<void> transfer(TransactionalProducer& producer, const GroupMetadata& member) {
  auto transaction = producer.begin();
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto done = fill(*transaction, member); !done) return done;
  return transaction->commit(10s);
}

}  // namespace

TEST_CASE("a transaction commits its records and offsets") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  cluster.create_topic("in", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Member member(cluster);
  for (int round = 0; round < 2; ++round) {
    Transaction transaction = must(producer.begin());
    CHECK(transaction.open());
    std::atomic<int> delivered{0};
    must(transaction.send(record("a"), [&](const Delivery& done) { delivered += !done.error; }));
    must(transaction.send(RecordView{.topic = "t", .value = "b", .partition = 0}));
    must(transaction.send_offsets(seven, member.metadata, 10s));
    must(transaction.commit(10s));
    CHECK(delivered == 1);  // the handlers have run when commit returns
    CHECK_FALSE(transaction.open());
    CHECK(transaction.send(record("late")).error().code() == ErrorCode::invalid_txn_state);
    CHECK(transaction.commit(1s).error().code() == ErrorCode::invalid_txn_state);
    CHECK(transaction.abort(1s).error().code() == ErrorCode::invalid_txn_state);
  }
  const CloseReport report = producer.close(10s);
  CHECK(report.delivered == 4);
  CHECK(report.all_delivered());
  CHECK(values_in(cluster, 4) == std::vector<std::string>{"a", "b", "a", "b"});
}

TEST_CASE("a producer without transactional.id has no transactions, and the other way round") {
  MockCluster cluster;
  const auto missing = TransactionalProducer::create(cluster.config());
  CHECK(missing.error().code() == ErrorCode::invalid_config_value);
  CHECK(missing.error().message().find("transactional.id") != std::string::npos);
  const auto plain = Producer::create(transactional(cluster));
  CHECK(plain.error().code() == ErrorCode::invalid_config_value);
  const auto careless = TransactionalProducer::create(transactional(cluster, {{"acks", "1"}}));
  CHECK(careless.error().code() == ErrorCode::invalid_config_value);
  CHECK(careless.error().message() == "acks=1: with transactional.id it must be all");
  const auto doubling =
      TransactionalProducer::create(transactional(cluster, {{"enable.idempotence", "false"}}));
  CHECK(doubling.error().message().starts_with("enable.idempotence=false"));
}

TEST_CASE("a transaction timeout shorter than Java's delivery timeout shortens that") {
  MockCluster cluster;
  must(TransactionalProducer::create(transactional(cluster, {{"transaction.timeout.ms", "5000"}})));
}

TEST_CASE("create is bounded, and tells why there is no producer") {
  Config config;
  must(config.set("bootstrap.servers", "127.0.0.1:1"));
  must(config.set("transactional.id", "tx"));
  TransactionalProducerOptions options;
  options.init_timeout = 10s;
  std::optional<Error> error;
  const auto refused =
      duration_of([&] { error = TransactionalProducer::create(config, options).error(); });
  CHECK(refused < 6s);
  CHECK(error->message().find("refused") != std::string::npos);
  CHECK(error->operation() == "init_transactions");

  MockCluster cluster;
  cluster.fail_next(Api::init_producer_id, ErrorCode::coordinator_load_in_progress, 1000);
  options.init_timeout = 600ms;
  const auto waited = duration_of(
      [&] { error = TransactionalProducer::create(transactional(cluster), options).error(); });
  CHECK(waited < 4s);
  CHECK(step_after(*error) == TransactionStep::retry);
}

TEST_CASE("InitProducerId: what is retriable is retried, what is fatal is told") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  cluster.fail_next(Api::init_producer_id,
                    {ErrorCode::coordinator_load_in_progress, ErrorCode::concurrent_transactions});
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(transaction.commit(10s));

  cluster.fail_next(Api::init_producer_id, {ErrorCode::transactional_id_authorization_failed});
  const auto refused = TransactionalProducer::create(transactional(cluster));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::transactional_id_authorization_failed);
  CHECK(refused.error().fatal());
}

TEST_CASE("a second begin is an error while a transaction is open") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  CHECK(producer.begin().error().code() == ErrorCode::invalid_txn_state);
  must(transaction.send(record("a")));
  must(transaction.commit(10s));
  must(must(producer.begin()).abort(10s));
}

TEST_CASE("errors that pass are retried by the same call") {
  struct Case {
    Api api;
    ErrorCode error;
  };
  MockCluster cluster;
  cluster.create_topic("t", 1);
  cluster.create_topic("in", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Member member(cluster);
  for (const Case& each : {
           Case{Api::add_partitions_to_txn, ErrorCode::concurrent_transactions},
           Case{Api::add_partitions_to_txn, ErrorCode::coordinator_not_available},
           Case{Api::add_offsets_to_txn, ErrorCode::coordinator_load_in_progress},
           Case{Api::txn_offset_commit, ErrorCode::coordinator_load_in_progress},
           Case{Api::end_txn, ErrorCode::concurrent_transactions},
           Case{Api::end_txn, ErrorCode::not_coordinator},
           Case{Api::produce, ErrorCode::not_leader_or_follower},
       }) {
    CAPTURE(name(each.error));
    CAPTURE(static_cast<int>(each.api));
    cluster.fail_next(each.api, {each.error});
    must(transfer(producer, member.metadata));
  }
}

TEST_CASE("errors that cost the transaction ask for an abort, and the next one works") {
  struct Case {
    Api api;
    ErrorCode error;
  };
  MockCluster cluster;
  cluster.create_topic("t", 1);
  cluster.create_topic("in", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Member member(cluster);
  for (const Case& each : {
           Case{Api::add_partitions_to_txn, ErrorCode::topic_authorization_failed},
           Case{Api::add_partitions_to_txn, ErrorCode::invalid_producer_id_mapping},
           Case{Api::add_offsets_to_txn, ErrorCode::group_authorization_failed},
           Case{Api::txn_offset_commit, ErrorCode::illegal_generation},
           Case{Api::txn_offset_commit, ErrorCode::fenced_instance_id},
           Case{Api::end_txn, ErrorCode::invalid_producer_id_mapping},
           Case{Api::produce, ErrorCode::record_list_too_large},
       }) {
    CAPTURE(name(each.error));
    CAPTURE(static_cast<int>(each.api));
    cluster.fail_next(each.api, {each.error});
    const auto failed = transfer(producer, member.metadata);
    REQUIRE_FALSE(failed);
    CAPTURE(failed.error().to_string());
    CHECK(step_after(failed.error()) == TransactionStep::restart);
    must(producer.run([&](Transaction& transaction) { return fill(transaction, member.metadata); },
                      20s));
  }
}

TEST_CASE("a fenced producer is told so, at every request, and cannot go on") {
  for (const Api api : {Api::add_partitions_to_txn, Api::add_offsets_to_txn, Api::txn_offset_commit,
                        Api::end_txn}) {
    CAPTURE(static_cast<int>(api));
    MockCluster cluster;
    cluster.create_topic("t", 1);
    cluster.create_topic("in", 1);
    TransactionalProducer producer = make_transactional(cluster);
    Member member(cluster);
    cluster.fail_next(api, {ErrorCode::invalid_producer_epoch});
    const auto failed = transfer(producer, member.metadata);
    REQUIRE_FALSE(failed);
    CAPTURE(failed.error().to_string());
    CHECK(failed.error().fatal());
    CHECK(failed.error().code() == ErrorCode::producer_fenced);
    const auto again = producer.begin();
    REQUIRE_FALSE(again);
    CHECK(again.error().fatal());
    CHECK(duration_of([&] { producer.close(10s); }) < 3s);
  }
}

TEST_CASE("a send into a transaction that failed tells why it failed") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  cluster.create_topic("in", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Member member(cluster);
  Transaction transaction = must(producer.begin());
  cluster.fail_next(Api::add_offsets_to_txn, {ErrorCode::group_authorization_failed});
  CHECK_FALSE(transaction.send_offsets(seven, member.metadata, 10s));
  for (int times = 0; times < 2; ++times) {
    const auto refused = transaction.send(record("a"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().requires_abort());
    CHECK(refused.error().code() == ErrorCode::group_authorization_failed);
  }
  must(transaction.abort(10s));
}

TEST_CASE("the coordinator moves in the middle of a transaction") {
  MockCluster cluster(3);
  cluster.create_topic("t", 1);
  cluster.set_transaction_coordinator("tx", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(transaction.flush(10s));
  must(cluster.set_transaction_coordinator("tx", 2));
  must(transaction.commit(20s));
}

TEST_CASE(
    "a group's coordinator that cannot be found at once is looked for again: no call waits for "
    "ever") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  must(cluster.create_topic("in", 1));
  const Member member(cluster);
  auto producer = must(
      TransactionalProducer::create(transactional(cluster, {{"connections.max.idle.ms", "1000"}})));
  auto transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(cluster.fail_next(Api::find_coordinator, ErrorCode::not_coordinator));
  must(transaction.send_offsets(seven, member.metadata, 20s));
  must(transaction.commit(10s));
}

TEST_CASE("the coordinator goes down in the middle of a transaction") {
  MockCluster cluster(2);
  cluster.create_topic("t", 1);
  cluster.set_transaction_coordinator("tx", 2);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(transaction.flush(10s));
  cluster.set_down(2);
  cluster.set_transaction_coordinator("tx", 1);
  must(transaction.commit(20s));
}

TEST_CASE(
    "broker down at commit: bounded; without delivery an abort is possible, and the broker's "
    "return heals it") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducerOptions options;
  options.abort_timeout = 200ms;
  TransactionalProducer producer = make_transactional(cluster, options);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(transaction.flush(10s));
  cluster.set_down(1);
  std::this_thread::sleep_for(20ms);
  must(transaction.send(record("b")));
  Result<void> done;
  CHECK(duration_of([&] { done = transaction.commit(300ms); }) < 2s);
  REQUIRE_FALSE(done);
  CHECK(done.error().code() == ErrorCode::timed_out);
  CHECK(step_after(done.error()) == TransactionStep::retry);
  CHECK(transaction.open());
  CHECK(duration_of([&] { done = transaction.abort(300ms); }) < 2s);
  cluster.set_up(1);
  must(transaction.abort(20s));
  must(must(producer.begin()).commit(10s));
}

TEST_CASE("a commit whose answer is missing can only be asked for again") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(transaction.flush(10s));
  must(cluster.answer_late(1, Api::end_txn, 3s));
  Result<void> done;
  CHECK(duration_of([&] { done = transaction.commit(100ms); }) < 2500ms);
  REQUIRE_FALSE(done);
  CHECK(done.error().code() == ErrorCode::timed_out);
  CHECK(transaction.abort(100ms).error().code() == ErrorCode::invalid_txn_state);
  CHECK(transaction.send(record("b")).error().code() == ErrorCode::invalid_txn_state);
  must(transaction.commit(10s));
  CHECK(cluster.request_count(Api::end_txn) == 1);
}

TEST_CASE("the destructor aborts: what waits is purged, and the next transaction can begin") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = must(TransactionalProducer::create(transactional(cluster, {})));
  int purged = 0;
  {
    Transaction transaction = must(producer.begin());
    must(transaction.send(record("a")));
    must(transaction.flush(10s));
    cluster.delay(1, 100ms);
    cluster.create_topic("u", 1);
    // No broker knows this topic's leader yet, so the record waits in the queue.
    must(transaction.send(Record{.topic = "u", .value = "b"}, [&](const Delivery& done) {
      purged += done.error && done.error->code() == ErrorCode::purged;
    }));
  }
  CHECK(purged == 1);
  cluster.delay(1, 0ms);
  CHECK(producer.counters().purged == 1);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("c")));
  must(transaction.commit(10s));
}

TEST_CASE("the destructor is bounded, and what it could not end the next begin does") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducerOptions options;
  options.abort_timeout = 200ms;
  TransactionalProducer producer = make_transactional(cluster, options);
  {
    std::optional<Transaction> transaction(must(producer.begin()));
    must(transaction->send(record("a")));
    must(transaction->flush(10s));
    must(cluster.answer_late(1, Api::end_txn, 4s));
    CHECK(duration_of([&] { transaction.reset(); }) < 2s);
  }
  CHECK(producer.begin().error().code() == ErrorCode::timed_out);
  auto next = producer.begin();
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (!next && std::chrono::steady_clock::now() < deadline) next = producer.begin();
  must(must(std::move(next)).commit(10s));
}

TEST_CASE("moving a transaction leaves one owner, and moving one in ends the old") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction first = must(producer.begin());
  Transaction second = std::move(first);
  CHECK_FALSE(first.open());  // NOLINT(bugprone-use-after-move): that is what is tested
  CHECK(first.send(record("a")).error().code() == ErrorCode::closed);
  must(second.send(record("a")));
  must(second.commit(10s));
  second = must(producer.begin());
  CHECK(second.open());
  {
    const Transaction third = std::move(second);
    CHECK(third.open());
  }
  must(must(producer.begin()).commit(10s));  // an empty one costs nothing
}

TEST_CASE("a transaction outlives its producer, closed") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  std::optional<TransactionalProducer> producer(make_transactional(cluster));
  Transaction transaction = must(producer->begin());
  must(transaction.send(record("a")));
  producer.reset();
  CHECK_FALSE(transaction.open());
  CHECK(transaction.send(record("b")).error().code() == ErrorCode::closed);
  CHECK(transaction.commit(1s).error().code() == ErrorCode::closed);
}

TEST_CASE("close aborts what is open and reports what became of the records") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(transaction.flush(10s));
  const CloseReport report = producer.close(10s);
  CHECK(report.delivered == 1);
  CHECK_FALSE(transaction.open());
  CHECK(producer.close(10s).delivered == 1);
  CHECK(producer.begin().error().code() == ErrorCode::closed);
}

TEST_CASE("close in one thread ends a commit that waits in another") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  must(transaction.send(record("a")));
  must(transaction.flush(10s));
  cluster.set_down(1);
  auto committing = std::async(std::launch::async, [&] { return transaction.commit(60s); });
  std::this_thread::sleep_for(100ms);
  CHECK(producer.begin().error().code() == ErrorCode::concurrent_use);
  CHECK(duration_of([&] { producer.close(1s); }) < 5s);
  CHECK(committing.get().error().code() == ErrorCode::closed);
}

TEST_CASE("a handler may send into the transaction, but not end it; what it throws is counted") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  Transaction transaction = must(producer.begin());
  std::promise<std::vector<ErrorCode>> codes;
  must(transaction.send(record("a"), [&](const Delivery&) {
    must(transaction.send(record("from the handler")));
    codes.set_value({transaction.commit(1s).error().code(), transaction.abort(1s).error().code(),
                     transaction.flush(1s).error().code(), producer.begin().error().code()});
    throw std::runtime_error("handler");
  }));
  CHECK(codes.get_future().get() == std::vector<ErrorCode>(4, ErrorCode::would_deadlock));
  must(transaction.commit(10s));
  CHECK(producer.counters().handler_failures == 1);
  CHECK(values_in(cluster, 2) == std::vector<std::string>{"a", "from the handler"});
}

TEST_CASE("a transaction destroyed in a handler is ended by the next begin") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  std::promise<void> destroyed;
  auto transaction = std::make_shared<std::optional<Transaction>>(must(producer.begin()));
  must((*transaction)->send(record("a"), [&, transaction](const Delivery&) {
    transaction->reset();
    destroyed.set_value();
  }));
  destroyed.get_future().get();
  must(must(producer.begin()).commit(10s));
}

TEST_CASE("run commits, and begins again after what requires an abort") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  int rounds = 0;
  cluster.fail_next(Api::add_partitions_to_txn, {ErrorCode::topic_authorization_failed});
  must(producer.run(
      [&](Transaction& transaction) {
        ++rounds;
        return transaction.send(record("round " + std::to_string(rounds)));
      },
      20s));
  CHECK(rounds == 2);
  CHECK(values_in(cluster, 1) == std::vector<std::string>{"round 2"});
}

TEST_CASE(
    "run stops at what is fatal, at what trying again does not heal, and when its time is over") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer producer = make_transactional(cluster);
  int rounds = 0;
  const auto work = [&](ErrorCode code) {
    return [&rounds, code](Transaction&) -> Result<void> {
      ++rounds;
      return fail(code);
    };
  };
  CHECK(producer.run(work(ErrorCode::invalid_argument), 10s).error().code() ==
        ErrorCode::invalid_argument);
  CHECK(rounds == 1);

  rounds = 0;
  CHECK(duration_of([&] {
          CHECK(producer.run(work(ErrorCode::transaction_abortable), 1s).error().code() ==
                ErrorCode::transaction_abortable);
        }) < 5s);
  CHECK(rounds > 1);

  CHECK_THROWS_AS(
      (void)producer.run([](Transaction&) -> Result<void> { throw std::logic_error("work"); }, 1s),
      std::logic_error);
  must(producer.run([](Transaction& transaction) { return transaction.abort(10s); }, 10s));

  rounds = 0;
  cluster.fail_next(Api::end_txn, {ErrorCode::producer_fenced});
  const auto fenced = producer.run(
      [&](Transaction& transaction) {
        ++rounds;
        return transaction.send(record("a"));
      },
      20s);
  CHECK(fenced.error().fatal());
  CHECK(rounds == 1);
}

TEST_CASE("producers replaced, moved and destroyed in any order") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  TransactionalProducer first = make_transactional(cluster);
  Transaction open = must(first.begin());
  must(open.send(record("a")));
  TransactionalProducer second = std::move(first);
  CHECK(first.begin().error().code() == ErrorCode::closed);  // NOLINT(bugprone-use-after-move)
  CHECK(first.close(1s).delivered == 0);
  CHECK(open.open());
  must(open.commit(10s));
  second = make_transactional(cluster);
  must(must(second.begin()).abort(10s));
}
