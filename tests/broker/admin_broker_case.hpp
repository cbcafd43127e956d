#pragma once
// What the tests of Admin against a real broker share: the one in KPP_TEST_BOOTSTRAP, of whatever version it is.

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "kpp/admin.hpp"
#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"

namespace kpp::test {

using namespace std::chrono_literals;

inline std::string bootstrap() {
  const char* address = std::getenv("KPP_TEST_BOOTSTRAP");
  if (address == nullptr) throw std::runtime_error("KPP_TEST_BOOTSTRAP is not set");
  return address;
}

inline Config client_config() {
  Config config;
  REQUIRE(config.set("bootstrap.servers", bootstrap()));
  return config;
}

inline Admin make_admin() {
  Result<Admin> admin = Admin::create(client_config());
  REQUIRE(admin);
  return *std::move(admin);
}

/// A name that no other run has used.
inline std::string unique(const std::string& what) {
  static const auto run = std::chrono::system_clock::now().time_since_epoch().count();
  static int number = 0;
  return "admin-test-" + what + "-" + std::to_string(run) + "-" + std::to_string(++number);
}

inline bool eventually(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(50ms);
  }
  return true;
}

/// A topic that goes with it.
class Topic {
 public:
  Topic(Admin& admin, std::int32_t partitions) : admin_(admin), name_(unique("topic")) {
    NewTopic topic;
    topic.name = name_;
    topic.partitions = partitions;
    topic.replication_factor = std::int16_t{1};
    const auto created = admin_.create_topics({&topic, 1});
    REQUIRE(created);
    REQUIRE(created->all_ok());
    REQUIRE(eventually([&] {
      const auto described = admin_.describe_topics({&name_, 1});
      return described && described->all_ok() &&
             std::ranges::all_of(
                 (*described->begin()).second->partitions,
                 [](const auto& partition) { return partition.leader.has_value(); });
    }));
  }
  ~Topic() { (void)admin_.delete_topics({&name_, 1}); }
  Topic(const Topic&) = delete;
  Topic& operator=(const Topic&) = delete;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  void fill(std::int32_t partition, int records, Timestamp first_timestamp) const {
    Result<Producer> producer = Producer::create(client_config());
    REQUIRE(producer);
    for (int i = 0; i < records; ++i) {
      Record record;
      record.topic = name_;
      record.partition = partition;
      record.value = "value";
      record.timestamp = first_timestamp + i;
      REQUIRE(producer->send_sync(std::move(record), 30s));
    }
    REQUIRE(producer->close(10s).all_delivered());
  }

 private:
  Admin& admin_;
  std::string name_;
};

/// A consumer that polls in a thread of its own until it is destroyed.
class Member {
 public:
  Member(const std::string& topic, const std::string& group, const char* protocol = "classic") {
    Config config = client_config();
    REQUIRE(config.set("group.id", group));
    REQUIRE(config.set("client.id", "admin-test-member"));
    REQUIRE(config.set("auto.offset.reset", "earliest"));
    REQUIRE(config.set("group.protocol", protocol));
    Result<Consumer> consumer = Consumer::create(config);
    REQUIRE(consumer);
    REQUIRE(consumer->subscribe({topic}));
    thread_ = std::jthread(
        [consumer = std::make_shared<Consumer>(*std::move(consumer))](const std::stop_token& stop) {
          while (!stop.stop_requested()) (void)consumer->poll(50ms);
          (void)consumer->close(10s);
        });
  }

 private:
  std::jthread thread_;
};

template <class Results, class Key>
ErrorCode code_of(const Results& results, const Key& key) {
  const auto* found = results.find(key);
  REQUIRE(found != nullptr);
  return *found ? ErrorCode::none : found->error().code();
}

}  // namespace kpp::test
