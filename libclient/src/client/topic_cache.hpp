#pragma once
// Topic handles by name. librdkafka looks a topic up by name under its global lock; a handle of our
// own saves that on every record.

#include <array>
#include <atomic>
#include <cstddef>
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

  /// The topic, if it was sent to of late: most programs send to a few topics for a long time. Without a lock. Entries are
  /// never removed, so the pointer stays good.
  [[nodiscard]] rd_kafka_topic_t* recent(std::string_view name) const noexcept {
    const Entry* found = recent_[place_of(name)].load(std::memory_order_acquire);
    return found != nullptr && found->name == name ? found->topic.get() : nullptr;
  }
  [[nodiscard]] Result<rd_kafka_topic_t*> find(std::string_view name);

  /// Before the client is released, when nobody sends any more.
  void clear() noexcept {
    for (auto& place : recent_) place.store(nullptr);
    entries_.clear();
  }

 private:
  struct Entry {
    std::string name;
    TopicPtr topic;
  };
  static constexpr std::size_t places = 16;
  /// Names of one program often differ in length or at an end.
  [[nodiscard]] static std::size_t place_of(std::string_view name) noexcept {
    if (name.empty()) return 0;
    const auto first = static_cast<unsigned char>(name.front());
    const auto last = static_cast<unsigned char>(name.back());
    return (name.size() + first * 5U + last * 3U) % places;
  }
  void note(const Entry& entry) noexcept {
    recent_[place_of(entry.name)].store(&entry, std::memory_order_release);
  }

  rd_kafka_t* rk_;
  std::array<std::atomic<const Entry*>, places> recent_{};
  std::shared_mutex mutex_;
  std::unordered_map<std::string_view, std::unique_ptr<Entry>>
      entries_;  // keys look into the entries
};

}  // namespace kpp::client
