#pragma once
// Topic handles by name. librdkafka looks a topic up by name under its global lock; a handle of our
// own saves that on every record.

#include <atomic>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "client/rdkafka.hpp"
#include "kpp/error.hpp"

namespace kpp::client {

class TopicCache {
 public:
  explicit TopicCache(rd_kafka_t* rk) noexcept : rk_(rk) {}

  /// The topic of the last record, if it is this one: most programs send to one topic for a long time. Entries are never
  /// removed, so the pointer stays good.
  [[nodiscard]] rd_kafka_topic_t* latest(std::string_view name) const noexcept {
    const Entry* last = last_.load(std::memory_order_acquire);
    return last != nullptr && last->name == name ? last->topic.get() : nullptr;
  }
  [[nodiscard]] Result<rd_kafka_topic_t*> find(std::string_view name);

  /// Before the client is released, when nobody sends any more.
  void clear() noexcept {
    last_.store(nullptr);
    entries_.clear();
  }

 private:
  struct Entry {
    std::string name;
    TopicPtr topic;
  };
  rd_kafka_t* rk_;
  std::atomic<const Entry*> last_{nullptr};
  std::shared_mutex mutex_;
  std::unordered_map<std::string_view, std::unique_ptr<Entry>>
      entries_;  // keys look into the entries
};

}  // namespace kpp::client
