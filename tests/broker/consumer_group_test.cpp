// Groups on a real broker: what the mock does not do, or does in its own way.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "kpp/admin.hpp"
#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"

using namespace kpp;
using namespace std::chrono_literals;

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().to_string());
  return *std::move(result);
}
void must(const Result<void>& result) {
  if (!result) FAIL(result.error().to_string());
}

std::string bootstrap() {
  const char* address = std::getenv("KPP_TEST_BOOTSTRAP");
  if (address == nullptr) throw std::runtime_error("KPP_TEST_BOOTSTRAP is not set");
  return address;
}

/// A name that no other run has used.
std::string unique(const std::string& what) {
  static const auto run = std::chrono::system_clock::now().time_since_epoch().count();
  static int number = 0;
  return "group-test-" + what + "-" + std::to_string(run) + "-" + std::to_string(++number);
}

Config config_of(const Properties& properties) {
  Config config = must(Config::from_properties({{"bootstrap.servers", bootstrap()}}));
  for (const auto& [key, value] : properties) must(config.set(key, value));
  return config;
}

/// Four partitions with ten records each: "0" to "9".
std::string filled_topic() {
  const std::string topic = unique("topic");
  Admin admin = must(Admin::create(config_of({})));
  const NewTopic wanted{.name = topic, .partitions = 4, .replication_factor = 1};
  const auto created = must(admin.create_topics({&wanted, 1}));
  REQUIRE(created.all_ok());
  Producer producer = must(Producer::create(config_of({})));
  for (std::int32_t partition = 0; partition < 4; ++partition) {
    for (int i = 0; i < 10; ++i) {
      must(producer.send(
          Record{.topic = topic, .value = std::to_string(i), .partition = partition}));
    }
  }
  REQUIRE(producer.close(30s).delivered == 40);
  return topic;
}

/// A member of a group that writes down its rebalances: "a4" for four partitions assigned, "r2" revoked, "l2" lost.
class Member {
 public:
  Member(const std::string& topic, const Properties& properties) {
    Properties all{{"auto.offset.reset", "earliest"}, {"auto.commit.interval.ms", "100"}};
    all.insert(all.end(), properties.begin(), properties.end());
    consumer_ = must(Consumer::create(config_of(all)));
    const auto write = [this](char what) {
      return [this, what](RebalanceContext& context) {
        diary_.push_back(what + std::to_string(context.partitions().size()));
        if (!context.incremental()) all_incremental_ = false;
      };
    };
    must(consumer_->subscribe({topic}, {write('a'), write('r'), write('l')}));
  }

  void poll() {
    const auto batch = must(consumer_->poll(20ms));
    for (const MessageView& message : batch) ++read_[message.topic_partition()];
  }
  [[nodiscard]] std::size_t share() const { return consumer_->assignment().size(); }
  [[nodiscard]] const std::vector<std::string>& diary() const { return diary_; }
  [[nodiscard]] bool all_incremental() const { return all_incremental_; }
  [[nodiscard]] std::size_t messages() const {
    std::size_t sum = 0;
    for (const auto& [partition, count] : read_) sum += count;
    return sum;
  }
  [[nodiscard]] bool said(const std::string& line) const {
    return std::find(diary_.begin(), diary_.end(), line) != diary_.end();
  }
  Consumer& consumer() { return *consumer_; }
  ConsumerCloseReport close() { return consumer_->close(10s); }

 private:
  std::vector<std::string> diary_;
  std::map<TopicPartition, std::size_t> read_;
  bool all_incremental_ = true;
  std::optional<Consumer> consumer_;  // destroyed first: it writes the diary while it closes
};

bool poll_until(const std::vector<Member*>& members, const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (!holds() && std::chrono::steady_clock::now() < deadline) {
    for (Member* member : members) member->poll();
  }
  return holds();
}

/// Two members share four partitions; the second leaves, and the first has all again.
void share_and_take_back(const Properties& properties) {
  const std::string topic = filled_topic();
  Member first(topic, properties);
  REQUIRE(poll_until({&first}, [&] { return first.share() == 4 && first.messages() == 40; }));
  Member second(topic, properties);
  REQUIRE(poll_until({&first, &second}, [&] { return first.share() == 2 && second.share() == 2; }));
  CHECK(first.said("r2"));  // only what changes, never all four
  CHECK(!first.said("r4"));
  CHECK(first.all_incremental());
  CHECK(second.close().left_group);
  REQUIRE(poll_until({&first}, [&] { return first.share() == 4; }));
  // Committed by the first before it gave partitions up, so nobody read them again.
  CHECK(first.messages() + second.messages() == 40);
  CHECK(first.close().left_group);
}

}  // namespace

TEST_CASE("cooperative-sticky: two members share, and only what changes moves") {
  share_and_take_back({{"group.id", unique("cooperative")},
                       {"heartbeat.interval.ms", "200"},
                       {"partition.assignment.strategy", "cooperative-sticky"}});
}

TEST_CASE("KIP-848: the broker assigns, and only what changes moves") {
  share_and_take_back({{"group.id", unique("kip848")}, {"group.protocol", "consumer"}});
}

TEST_CASE("KIP-848: the group is of the new type, and its member has what the consumer says") {
  const std::string topic = filled_topic();
  const std::string group = unique("described");
  Member member(topic, {{"group.id", group}, {"group.protocol", "consumer"}});
  REQUIRE(poll_until({&member}, [&] { return member.share() == 4; }));
  Admin admin = must(Admin::create(config_of({})));
  const auto described = must(admin.describe_groups({&group, 1}));
  const GroupDescription* found = nullptr;
  for (const auto& [name, result] : described) {
    if (result) found = &*result;
  }
  REQUIRE(found != nullptr);
  CHECK(found->type == GroupType::consumer);
  REQUIRE(found->members.size() == 1);
  CHECK(found->members[0].assignment == member.consumer().assignment());
}

TEST_CASE("static membership (KIP-345): a restart within the session moves no partition") {
  const std::string topic = filled_topic();
  const std::string group = unique("static");
  const auto properties = [&](const char* instance) {
    return Properties{{"group.id", group},
                      {"group.instance.id", instance},
                      {"session.timeout.ms", "20000"},
                      {"heartbeat.interval.ms", "200"}};
  };
  std::optional<Member> first(std::in_place, topic, properties("one"));
  Member second(topic, properties("two"));
  REQUIRE(poll_until({&*first, &second}, [&] {
    return first->share() == 2 && second.share() == 2 &&
           first->messages() + second.messages() >= 40;
  }));
  const auto before = first->consumer().assignment();
  const auto diary = second.diary();
  first->close();
  first.emplace(topic, properties("one"));
  REQUIRE(poll_until({&*first, &second}, [&] { return first->share() == 2; }));
  CHECK(first->consumer().assignment() == before);
  CHECK(second.diary() == diary);  // it noticed nothing
}

TEST_CASE("a member that does not poll for max.poll.interval.ms has lost its partitions") {
  const std::string topic = filled_topic();
  const std::string group = unique("slow");
  const Properties patient{
      {"group.id", group}, {"session.timeout.ms", "6000"}, {"heartbeat.interval.ms", "200"}};
  Properties hasty = patient;
  hasty.emplace_back("max.poll.interval.ms", "6000");
  Member slow(topic, hasty);
  REQUIRE(poll_until({&slow}, [&] { return slow.share() == 4; }));
  std::this_thread::sleep_for(7s);
  Member other(topic, patient);
  REQUIRE(
      poll_until({&other}, [&] { return other.share() == 4; }));  // without a word of the slow one
  REQUIRE(poll_until({&slow, &other}, [&] { return slow.said("l4") && slow.share() == 2; }));
  CHECK(!slow.said("r4"));
}

TEST_CASE("offsets by time, ends and lag of all partitions at once") {
  const std::string topic = filled_topic();
  Consumer consumer = must(Consumer::create(config_of({})));
  std::vector<TopicPartition> partitions;
  std::vector<PartitionStart> starts;
  std::map<TopicPartition, Timestamp> times;
  for (std::int32_t partition = 0; partition < 4; ++partition) {
    partitions.push_back({topic, partition});
    starts.push_back({topic, partition, Position::offset(partition)});
    times.emplace(TopicPartition{topic, partition}, 0);
  }
  must(consumer.assign(starts));
  const auto begins = must(consumer.begin_offsets(partitions, 10s));
  const auto ends = must(consumer.end_offsets(partitions, 10s));
  const auto first = must(consumer.offsets_for(times, 10s));
  const auto lags = must(consumer.lag(10s));
  for (const TopicPartition& partition : partitions) {
    CHECK(begins.at(partition) == 0);
    CHECK(ends.at(partition) == 10);
    CHECK(first.at(partition).offset == 0);
    CHECK(lags.at(partition) == 10 - partition.partition);
  }
}
