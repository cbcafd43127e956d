#pragma once
// How batches are filled and given back. The only friend of the public message types.

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "client/handle.hpp"
#include "client/rdkafka.hpp"
#include "kpp/record.hpp"

namespace kpp {

/// What a batch holds. Storages are used again: filling a thousand views should not cost a fresh mapping each time.
struct MessageBatch::Storage {
  std::shared_ptr<client::ClientHandle> client;
  std::shared_ptr<std::atomic<Storage*>> spare;  // where to go when the batch is gone
  std::vector<rd_kafka_message_t*> native;       // null where a message was taken out
  std::vector<MessageView> views;                // same index as native
  std::vector<PartitionError> errors;
  std::vector<PartitionEnd> ends;

  void destroy_messages() noexcept;
  ~Storage() { destroy_messages(); }
};

struct MessageAccess {
  using Storage = MessageBatch::Storage;

  /// A view of a message without error. The topic's name is passed in, since looking it up costs more than the rest.
  static MessageView view(const rd_kafka_message_t& message, std::string_view topic) noexcept;
  /// Takes the storage over.
  static MessageBatch batch(std::unique_ptr<Storage> storage) noexcept;
};

inline MessageView MessageAccess::view(const rd_kafka_message_t& message,
                                       std::string_view topic) noexcept {
  MessageView view;
  view.topic_ = topic;
  view.key_ = static_cast<const char*>(message.key);
  view.key_size_ = static_cast<std::uint32_t>(message.key_len);
  view.value_ = static_cast<const char*>(message.payload);
  view.value_size_ = static_cast<std::uint32_t>(message.len);
  view.offset_ = message.offset;
  view.partition_ = message.partition;
  view.native_ = const_cast<rd_kafka_message_t*>(&message);
  return view;
}

}  // namespace kpp
