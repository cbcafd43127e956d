#include "client/topic_cache.hpp"

#include <mutex>
#include <utility>

#include "client/rd_error.hpp"

namespace kpp::client {

Result<rd_kafka_topic_t*> TopicCache::find(std::string_view name) {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = entries_.find(name); found != entries_.end()) {
      note(*found->second);
      return found->second->topic.get();
    }
  }
  if (name.empty() || name.find('\0') != std::string_view::npos) {
    return fail(Error(ErrorCode::invalid_topic_exception).with_topic(std::string(name)));
  }
  const std::unique_lock lock(mutex_);
  if (const auto found = entries_.find(name); found != entries_.end())
    return found->second->topic.get();
  auto entry = std::make_unique<Entry>();
  entry->name = name;
  entry->topic.reset(rd_kafka_topic_new(rk_, entry->name.c_str(), nullptr));
  if (!entry->topic) return fail(make_error(rd_kafka_last_error()).with_topic(entry->name));
  rd_kafka_topic_t* topic = entry->topic.get();
  note(*entry);
  const std::string_view key = entry->name;
  entries_.emplace(key, std::move(entry));
  return topic;
}

}  // namespace kpp::client
