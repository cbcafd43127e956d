// Transactions against the broker in KPP_TEST_BOOTSTRAP, of whatever version it is: what readers see, where a group stands, who is
// fenced. The mock cluster has neither isolation nor offsets of a transaction.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "kpp/admin.hpp"
#include "kpp/transaction.hpp"

using namespace kpp;
using namespace std::chrono_literals;

namespace {

using Properties = std::initializer_list<std::pair<std::string, std::string>>;

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().to_string());
  return *std::move(result);
}
void must(const Result<void>& result) {
  if (!result) FAIL(result.error().to_string());
}

Config config(Properties more) {
  const char* address = std::getenv("KPP_TEST_BOOTSTRAP");
  if (address == nullptr) throw std::runtime_error("KPP_TEST_BOOTSTRAP is not set");
  Config made;
  must(made.set("bootstrap.servers", address));
  for (const auto& [key, value] : more) must(made.set(key, value));
  return made;
}

/// A name that no other run has used.
std::string unique(const std::string& what) {
  static const auto run = std::chrono::system_clock::now().time_since_epoch().count();
  static int number = 0;
  return "transaction-test-" + what + "-" + std::to_string(run) + "-" + std::to_string(++number);
}

/// A topic that goes with it.
class Topic {
 public:
  explicit Topic(std::int32_t partitions)
      : admin_(must(Admin::create(config({})))), name_(unique("topic")) {
    NewTopic topic;
    topic.name = name_;
    topic.partitions = partitions;
    topic.replication_factor = std::int16_t{1};
    REQUIRE(must(admin_.create_topics({&topic, 1})).all_ok());
  }
  ~Topic() { (void)admin_.delete_topics({&name_, 1}); }
  Topic(const Topic&) = delete;
  Topic& operator=(const Topic&) = delete;
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] TopicPartition partition(std::int32_t number) const { return {name_, number}; }

 private:
  Admin admin_;
  std::string name_;
};

TransactionalProducer make_producer(const std::string& id) {
  return must(
      TransactionalProducer::create(config({{"transactional.id", id}, {"linger.ms", "0"}})));
}

Record to(const Topic& topic, std::string value, std::int32_t partition = 0) {
  return {.topic = topic.name(), .value = std::move(value), .partition = partition};
}

/// Everything up to the end that this isolation level knows, of all partitions.
std::vector<std::string> values(const Topic& topic, std::int32_t partitions,
                                const std::string& isolation_level) {
  Consumer consumer = must(Consumer::create(config({{"isolation.level", isolation_level}})));
  std::vector<PartitionStart> starts;
  std::vector<TopicPartition> names;
  for (std::int32_t i = 0; i < partitions; ++i) {
    starts.push_back({topic.name(), i, Position::earliest()});
    names.push_back(topic.partition(i));
  }
  must(consumer.assign(starts));
  const auto ends = must(consumer.end_offsets(names, 10s));
  std::vector<std::string> result;
  // Control records take offsets, too, and a poll does not show them: so until nothing has come for a while.
  auto quiet_since = std::chrono::steady_clock::now();
  bool any = false;
  for (const auto& [partition, end] : ends) any = any || end > 0;
  while (any && std::chrono::steady_clock::now() - quiet_since < 1500ms) {
    for (const MessageView& message : must(consumer.poll(100ms))) {
      result.emplace_back(message.value().value_or("null"));
      quiet_since = std::chrono::steady_clock::now();
    }
  }
  return result;
}

using Values = std::vector<std::string>;

std::optional<std::int64_t> committed(const std::string& group, const TopicPartition& partition) {
  Consumer consumer = must(Consumer::create(config({{"group.id", group}})));
  const Offsets offsets = must(consumer.committed({&partition, 1}, 10s));
  const auto found = offsets.find(partition);
  if (found == offsets.end()) return std::nullopt;
  return found->second.offset;
}

}  // namespace

TEST_CASE(
    "readers of committed records see a committed transaction, and nothing of an aborted one") {
  const Topic topic(2);
  TransactionalProducer producer = make_producer(unique("id"));
  {
    Transaction transaction = must(producer.begin());
    must(transaction.send(to(topic, "aborted 0", 0)));
    must(transaction.send(to(topic, "aborted 1", 1)));
    must(transaction.flush(20s));
    must(transaction.abort(20s));
  }
  {
    Transaction transaction = must(producer.begin());
    must(transaction.send(to(topic, "committed 0", 0)));
    must(transaction.send(to(topic, "committed 1", 1)));
    must(transaction.commit(20s));
  }
  {
    Transaction dropped = must(producer.begin());
    must(dropped.send(to(topic, "dropped", 0)));
    must(dropped.flush(20s));
  }
  Transaction open = must(producer.begin());
  must(open.send(to(topic, "open", 1)));
  must(open.flush(20s));

  auto seen = values(topic, 2, "read_committed");
  std::sort(seen.begin(), seen.end());
  CHECK(seen == Values{"committed 0", "committed 1"});
  auto all = values(topic, 2, "read_uncommitted");
  std::sort(all.begin(), all.end());
  CHECK(all == Values{"aborted 0", "aborted 1", "committed 0", "committed 1", "dropped", "open"});
  must(open.commit(20s));
  CHECK(values(topic, 2, "read_committed").size() == 3);
}

TEST_CASE("offsets sent to a transaction move the group exactly if it commits") {
  const Topic in(1);
  const Topic out(1);
  const std::string group = unique("group");
  TransactionalProducer producer = make_producer(unique("id"));
  Consumer consumer = must(Consumer::create(config({{"group.id", group}})));
  const GroupMetadata member = must(consumer.group_metadata());
  {
    Transaction transaction = must(producer.begin());
    must(transaction.send(to(out, "a")));
    must(transaction.send_offsets({{in.partition(0), {5, std::nullopt, {}}}}, member, 20s));
    must(transaction.abort(20s));
  }
  CHECK(committed(group, in.partition(0)) == std::nullopt);
  Transaction transaction = must(producer.begin());
  must(transaction.send(to(out, "b")));
  must(transaction.send_offsets({{in.partition(0), {7, std::nullopt, "note"}}}, member, 20s));
  CHECK(committed(group, in.partition(0)) == std::nullopt);
  must(transaction.commit(20s));
  CHECK(committed(group, in.partition(0)) == 7);
  CHECK(values(out, 1, "read_committed") == Values{"b"});
}

TEST_CASE("a zombie is fenced by the next producer with its id, and its transaction is aborted") {
  const Topic topic(1);
  const std::string id = unique("id");
  TransactionalProducer zombie = make_producer(id);
  Transaction lost = must(zombie.begin());
  must(lost.send(to(topic, "zombie")));
  must(lost.flush(20s));

  TransactionalProducer successor = make_producer(id);
  must(successor.run(
      [&](Transaction& transaction) { return transaction.send(to(topic, "successor")); }, 20s));
  const auto fenced = lost.commit(20s);
  REQUIRE_FALSE(fenced);
  CHECK(fenced.error().fatal());
  CHECK(fenced.error().code() == ErrorCode::producer_fenced);
  CHECK_FALSE(lost.open());
  CHECK(zombie.begin().error().fatal());
  CHECK(values(topic, 1, "read_committed") == Values{"successor"});
}

TEST_CASE("offsets of a member that the group has gone on without are refused") {
  const Topic in(1);
  const std::string group = unique("group");
  const auto join = [&] {
    Consumer consumer = must(Consumer::create(config(
        {{"group.id", group}, {"enable.auto.commit", "false"}, {"session.timeout.ms", "6000"}})));
    must(consumer.subscribe({in.name()}));
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (consumer.assignment().empty() && std::chrono::steady_clock::now() < deadline) {
      REQUIRE(must(consumer.poll(100ms)).empty());
    }
    REQUIRE_FALSE(consumer.assignment().empty());
    return consumer;
  };
  Consumer before = join();
  const GroupMetadata outdated = must(before.group_metadata());
  REQUIRE(before.close(20s).left_group);
  Consumer after = join();

  TransactionalProducer producer = make_producer(unique("id"));
  const Offsets offsets{{in.partition(0), {3, std::nullopt, {}}}};
  {
    Transaction transaction = must(producer.begin());
    const auto refused = transaction.send_offsets(offsets, outdated, 20s);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().requires_abort());
  }
  must(producer.run(
      [&](Transaction& transaction) {
        return transaction.send_offsets(offsets, must(after.group_metadata()), 20s);
      },
      20s));
  CHECK(committed(group, in.partition(0)) == 3);
}

TEST_CASE("sessions that fail, come and go copy every record exactly once") {
  constexpr int per_partition = 150;
  const Topic in(2);
  const Topic out(1);
  const std::string group = unique("group");
  {
    Producer fill = must(Producer::create(config({})));
    for (int i = 0; i < per_partition; ++i) {
      for (std::int32_t partition = 0; partition < 2; ++partition) {
        must(fill.send(to(in, std::to_string(partition) + "/" + std::to_string(i), partition)));
      }
    }
    REQUIRE(fill.close(20s).all_delivered());
  }
  const auto make_session = [&](const std::string& id) {
    auto session =
        must(TransactSession::create(config({{"group.id", group},
                                             {"auto.offset.reset", "earliest"},
                                             {"max.poll.records", "20"},
                                             {"heartbeat.interval.ms", "300"},
                                             {"session.timeout.ms", "6000"}}),
                                     config({{"transactional.id", id}, {"linger.ms", "0"}})));
    must(session.subscribe({in.name()}));
    return session;
  };
  std::atomic<int> aborted{0};
  std::atomic<int> copied{0};
  const auto work = [&](const std::string& id, int fail_every, int last) {
    TransactSession session = make_session(id);
    int rounds = 0;
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (copied < last && std::chrono::steady_clock::now() < deadline) {
      int written = 0;
      const auto outcome = session.process(
          100ms, [&](const MessageBatch& batch, Transaction& transaction) -> Result<void> {
            for (const MessageView& message : batch) {
              const RecordView copy{.topic = out.name(), .value = message.value(), .partition = 0};
              if (auto sent = transaction.send(copy); !sent) return sent;
              ++written;
            }
            // After the records went out, so that an abort has something to take back.
            if (++rounds % fail_every == 0) {
              must(transaction.flush(20s));
              return fail(ErrorCode::transaction_abortable);
            }
            return {};
          });
      if (!outcome) throw std::runtime_error(outcome.error().to_string());
      if (*outcome == TransactOutcome::committed) copied += written;
      if (*outcome == TransactOutcome::aborted) ++aborted;
    }
    // Half of the time the last transaction is left open, as by a crash.
    if (fail_every == 2) must(session.begin());
  };
  const std::string first_id = unique("id");
  const std::string second_id = unique("id");
  std::thread second([&] { work(second_id, 4, 2 * per_partition); });
  work(first_id, 2, per_partition / 2);  // goes early, so that the other gets its partitions
  second.join();
  work(first_id, 3, 2 * per_partition);

  std::map<std::string, int> count;
  for (const std::string& value : values(out, 1, "read_committed")) ++count[value];
  CHECK(count.size() == 2 * per_partition);
  for (const auto& each : count) {
    CAPTURE(each.first);
    CHECK(each.second == 1);
  }
  CHECK(aborted > 0);
  CHECK(values(out, 1, "read_uncommitted").size() > 2 * per_partition);
}
