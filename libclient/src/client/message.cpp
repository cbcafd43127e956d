#include <algorithm>
#include <utility>

#include "client/message_access.hpp"
#include "client/rd_error.hpp"
#include "kpp/record.hpp"

namespace kpp {

MessageBatch MessageAccess::batch(std::unique_ptr<Storage> storage) noexcept {
  MessageBatch batch;
  batch.messages_ = storage->views;
  batch.storage_ = storage.release();
  return batch;
}

Timestamp MessageView::timestamp() const noexcept {
  if (native_ == nullptr) return -1;
  rd_kafka_timestamp_type_t type{};
  return rd_kafka_message_timestamp(static_cast<const rd_kafka_message_t*>(native_), &type);
}

TimestampType MessageView::timestamp_type() const noexcept {
  rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  if (native_ != nullptr) {
    rd_kafka_message_timestamp(static_cast<const rd_kafka_message_t*>(native_), &type);
  }
  if (type == RD_KAFKA_TIMESTAMP_CREATE_TIME) return TimestampType::create_time;
  if (type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME) return TimestampType::log_append;
  return TimestampType::none;
}

std::optional<std::int32_t> MessageView::leader_epoch() const noexcept {
  if (native_ == nullptr) return std::nullopt;
  const std::int32_t epoch =
      rd_kafka_message_leader_epoch(static_cast<const rd_kafka_message_t*>(native_));
  if (epoch < 0) return std::nullopt;
  return epoch;
}

Result<std::vector<HeaderView>> MessageView::headers() const {
  std::vector<HeaderView> result;
  rd_kafka_headers_t* headers = nullptr;
  auto* message = static_cast<rd_kafka_message_t*>(native_);
  const rd_kafka_resp_err_t err = rd_kafka_message_headers(message, &headers);
  if (err == RD_KAFKA_RESP_ERR__NOENT) return result;
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return fail(client::make_error(err).with_partition(std::string(topic_), partition_));
  }
  const std::size_t count = rd_kafka_header_cnt(headers);
  result.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const char* key = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    rd_kafka_header_get_all(headers, i, &key, &value, &size);
    result.push_back({key, nullable(static_cast<const char*>(value), size)});
  }
  return result;
}

Record MessageView::to_record() const {
  Record record{.topic = std::string(topic_)};
  if (key_ != nullptr) record.key = std::string(key_, key_size_);
  if (value_ != nullptr) record.value = std::string(value_, value_size_);
  if (const auto all = headers()) {
    for (const HeaderView& header : *all) {
      Header copy{std::string(header.key), std::nullopt};
      if (header.value) copy.value = std::string(*header.value);
      record.headers.push_back(std::move(copy));
    }
  }
  if (const Timestamp at = timestamp(); at > 0) record.timestamp = at;
  return record;
}

Message::Message(Message&& other) noexcept
    : view_(std::exchange(other.view_, {})), client_(std::move(other.client_)) {}

Message& Message::operator=(Message&& other) noexcept {
  if (this != &other) {
    this->~Message();
    new (this) Message(std::move(other));
  }
  return *this;
}

Message::~Message() {
  // Before the share of the client is given up: destroying the client waits for its messages.
  if (view_.native_ != nullptr) {
    rd_kafka_message_destroy(static_cast<rd_kafka_message_t*>(view_.native_));
  }
}

void MessageBatch::Storage::destroy_messages() noexcept {
  for (rd_kafka_message_t* message : native) {
    if (message != nullptr) rd_kafka_message_destroy(message);
  }
  native.clear();
}

MessageBatch::MessageBatch() noexcept = default;

MessageBatch::MessageBatch(MessageBatch&& other) noexcept
    : messages_(std::exchange(other.messages_, {})),
      storage_(std::exchange(other.storage_, nullptr)) {}

MessageBatch& MessageBatch::operator=(MessageBatch&& other) noexcept {
  if (this != &other) {
    release();
    messages_ = std::exchange(other.messages_, {});
    storage_ = std::exchange(other.storage_, nullptr);
  }
  return *this;
}

MessageBatch::~MessageBatch() {
  release();
}

void MessageBatch::release() noexcept {
  if (storage_ == nullptr) return;
  std::unique_ptr<Storage> storage(std::exchange(storage_, nullptr));
  messages_ = {};
  storage->destroy_messages();
  storage->views.clear();
  storage->errors.clear();
  storage->ends.clear();
  storage->client.reset();
  const auto spare = std::move(storage->spare);
  // Only one is kept; most programs have one batch at a time.
  const std::unique_ptr<Storage> second(spare->exchange(storage.release()));
}

std::vector<PartitionMessages> MessageBatch::by_partition() const {
  std::vector<PartitionMessages> result;
  PartitionMessages* current = nullptr;
  for (const MessageView& message : messages_) {
    const auto is_its = [&](const PartitionMessages& each) {
      return each.partition == message.partition() && each.topic == message.topic();
    };
    // Messages come in runs of one partition, so looking for it is rare.
    if (current == nullptr || !is_its(*current)) {
      const auto found = std::ranges::find_if(result, is_its);
      if (found != result.end()) {
        current = &*found;
      } else {
        current = &result.emplace_back();
        current->topic = message.topic();
        current->partition = message.partition();
      }
    }
    current->messages.push_back(message);
  }
  return result;
}

Offsets MessageBatch::next_offsets() const {
  Offsets offsets;
  for (std::size_t i = 0; i < messages_.size(); ++i) {
    const MessageView& message = messages_[i];
    const bool run_goes_on = i + 1 < messages_.size() &&
                             messages_[i + 1].partition() == message.partition() &&
                             messages_[i + 1].topic() == message.topic();
    if (run_goes_on) continue;
    offsets.insert_or_assign(message.topic_partition(),
                             OffsetAndMetadata{message.offset() + 1, message.leader_epoch(), {}});
  }
  return offsets;
}

std::span<const PartitionError> MessageBatch::errors() const noexcept {
  if (storage_ == nullptr) return {};
  return storage_->errors;
}

std::span<const PartitionEnd> MessageBatch::ends() const noexcept {
  if (storage_ == nullptr) return {};
  return storage_->ends;
}

Result<Message> MessageBatch::take(std::size_t index) {
  if (index >= messages_.size() || storage_->native[index] == nullptr) {
    return fail(ErrorCode::invalid_argument,
                "the batch has no such message, or it was taken before");
  }
  Message message;
  message.view_ = messages_[index];
  message.client_ = storage_->client;
  storage_->native[index] = nullptr;
  return message;
}

}  // namespace kpp
