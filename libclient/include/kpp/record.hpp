#pragma once
/// \file
/// Records: what a producer sends and a consumer reads.
///
/// Two forms to send:
///
///     kpp::Record owned{.topic = "sensor-stream", .key = "sensor_1", .value = std::move(json)};
///     auto moved = producer.send(std::move(owned));  // the value's buffer itself travels: no copy
///
///     kpp::RecordView lent{.topic = "sensor-stream", .value = line};
///     auto copied = producer.send(lent);             // the bytes are copied before send returns
///     return moved && copied ? 0 : 1;
///
/// There is no third form, so nothing that was sent can dangle.
///
/// And two to read: `MessageView`, which looks into a `MessageBatch` and is valid as long as the batch lives, and `Message`,
/// which was taken out of one and may outlive the batch and even the consumer.
///
/// Bytes are `std::string_view` and `std::string`: any bytes, zero included. Absent is not empty: a record without a value
/// (a tombstone, which deletes its key from a compacted topic) has `value == std::nullopt`, one with an empty value has
/// `value == ""`. The same holds for keys and for header values.
///
/// Units: timestamps are milliseconds since 1970 (KIP-32); sizes are bytes.
///
/// Errors: none, but for `MessageView::headers()`, which reads bytes that some other program wrote.
///
/// Threads: all are plain values or handles; move them to and destroy them on any thread.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

/// Bytes that somebody keeps alive: a string, a vector, or any buffer with its owner. Move a
/// container in and its memory is used as it is.
class Blob {
 public:
  Blob() = default;
  Blob(std::string text) : bytes_(std::move(text)) {}         // NOLINT(google-explicit-constructor)
  Blob(std::string_view text) : bytes_(std::string(text)) {}  // NOLINT(google-explicit-constructor)
  Blob(const char* text) : bytes_(std::string(text)) {}       // NOLINT(google-explicit-constructor)
  // NOLINTNEXTLINE(google-explicit-constructor)
  Blob(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}

  /// A buffer of any other kind: `bytes` must stay valid and unchanged as long as `owner` lives.
  /// With it a frame, a mapped file or an arena goes out without a copy.
  static Blob share(std::string_view bytes, std::shared_ptr<const void> owner) {
    Blob blob;
    blob.bytes_ = Shared{bytes, std::move(owner)};
    return blob;
  }

  [[nodiscard]] std::string_view view() const noexcept {
    if (const auto* text = std::get_if<std::string>(&bytes_)) return *text;
    if (const auto* raw = std::get_if<std::vector<std::byte>>(&bytes_)) {
      return {reinterpret_cast<const char*>(raw->data()), raw->size()};
    }
    return std::get_if<Shared>(&bytes_)->bytes;
  }
  [[nodiscard]] std::size_t size() const noexcept { return view().size(); }

  friend bool operator==(const Blob& a, const Blob& b) noexcept { return a.view() == b.view(); }

 private:
  struct Shared {
    std::string_view bytes;
    std::shared_ptr<const void> owner;
  };
  std::variant<std::string, std::vector<std::byte>, Shared> bytes_;
};

/// One header (KIP-82). Keys may repeat and keep their order; a value may be absent.
struct Header {
  std::string key{};
  std::optional<std::string> value{};
  friend bool operator==(const Header&, const Header&) = default;
};

/// A header whose bytes belong to someone else.
struct HeaderView {
  std::string_view key{};
  std::optional<std::string_view> value{};
  friend bool operator==(const HeaderView&, const HeaderView&) = default;
};

/// A record that owns its bytes.
struct Record {
  std::string topic{};
  std::optional<Blob> key{};    ///< Decides the partition; always copied (keys are small).
  std::optional<Blob> value{};  ///< Moved through to the network without a copy.
  std::vector<Header> headers{};
  std::optional<std::int32_t> partition{};  ///< Without one, the partitioner chooses.
  std::optional<Timestamp> timestamp{};     ///< Milliseconds; without one, the time of the send.
  std::uint64_t tag = 0;  ///< The caller's own mark; comes back in `Delivery::tag`, is not sent.
};

/// A record whose bytes are the caller's; a producer copies them before `send` returns.
struct RecordView {
  std::string_view topic{};
  std::optional<std::string_view> key{};
  std::optional<std::string_view> value{};
  std::span<const HeaderView> headers{};
  std::optional<std::int32_t> partition{};
  std::optional<Timestamp> timestamp{};
  std::uint64_t tag = 0;
};

/// What a message's timestamp means (KIP-32).
enum class TimestampType : std::uint8_t {
  none,         ///< The record has no timestamp (written before Kafka 0.10).
  create_time,  ///< Set by the producer.
  log_append,   ///< Set by the broker.
};

/// One message of a batch. Reading its fields costs no call and no allocation.
class KPP_API MessageView {
 public:
  [[nodiscard]] std::string_view topic() const noexcept { return topic_; }
  [[nodiscard]] std::int32_t partition() const noexcept { return partition_; }
  [[nodiscard]] std::int64_t offset() const noexcept { return offset_; }
  /// Milliseconds since the epoch; -1 where `timestamp_type()` is `none`.
  [[nodiscard]] Timestamp timestamp() const noexcept;
  [[nodiscard]] TimestampType timestamp_type() const noexcept;
  /// The leader epoch the record was written in (KIP-320), where the broker tells.
  [[nodiscard]] std::optional<std::int32_t> leader_epoch() const noexcept;
  [[nodiscard]] std::optional<std::string_view> key() const noexcept {
    return nullable(key_, key_size_);
  }
  [[nodiscard]] std::optional<std::string_view> value() const noexcept {
    return nullable(value_, value_size_);
  }

  /// All headers in order. Parsed at the call, so a reader that does not ask does not pay.
  /// An error if the broker's bytes are not valid headers.
  [[nodiscard]] Result<std::vector<HeaderView>> headers() const;

  /// Topic and partition as an owning value.
  [[nodiscard]] TopicPartition topic_partition() const { return {std::string(topic_), partition_}; }
  /// An independent copy, ready to be sent on.
  [[nodiscard]] Record to_record() const;

 private:
  friend struct MessageAccess;
  friend class Message;
  static std::optional<std::string_view> nullable(const char* data, std::size_t size) noexcept {
    if (data == nullptr) return std::nullopt;
    return std::string_view(data, size);
  }

  // What nearly every reader asks for, in one cache line; the rest is looked up when it is asked for.
  std::string_view topic_;
  const char* key_ = nullptr;
  const char* value_ = nullptr;
  std::uint32_t key_size_ = 0;  // the protocol knows no sizes beyond 2 GiB
  std::uint32_t value_size_ = 0;
  std::int64_t offset_ = -1;
  void* native_ = nullptr;
  std::int32_t partition_ = -1;
};

/// A message that was taken out of its batch and owns what it shows. It may outlive batch and
/// consumer: the client's memory is released when the last of them is gone. Move-only; for a copy
/// there is `view().to_record()`.
class KPP_API Message {
 public:
  Message(Message&& other) noexcept;
  Message& operator=(Message&& other) noexcept;
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;
  ~Message();

  [[nodiscard]] const MessageView& view() const noexcept { return view_; }
  const MessageView* operator->() const noexcept { return &view_; }
  const MessageView& operator*() const noexcept { return view_; }

 private:
  friend class MessageBatch;
  Message() = default;
  MessageView view_;
  std::shared_ptr<void> client_;
};

/// A partition could not be read; the consumer goes on with the others. It tries this one again by itself, unless it was the
/// committed offset that could not be had: then the partition rests until `Consumer::seek` or the next rebalance.
struct PartitionError {
  TopicPartition partition;
  Error error;
};

/// Everything up to here has been read (only with `ConsumerOptions::report_end_of_partition`).
struct PartitionEnd {
  TopicPartition partition;
  std::int64_t offset = -1;  ///< The offset that the next record will have.
};

/// The messages of one partition in a batch, by offset. Valid as long as the batch lives.
struct PartitionMessages {
  std::string_view topic{};
  std::int32_t partition = -1;
  std::vector<MessageView> messages{};  ///< Never empty.

  /// Where to go on after the last of them: what a commit wants.
  [[nodiscard]] OffsetAndMetadata next_offset() const {
    return {messages.back().offset() + 1, messages.back().leader_epoch(), {}};
  }
  /// Topic and partition as an owning value.
  [[nodiscard]] TopicPartition topic_partition() const { return {std::string(topic), partition}; }
};

/// What one `Consumer::poll` returned: messages, and beside them, not among them, errors and ends of partitions.
///
///     auto batch = consumer.poll(std::chrono::milliseconds(500));
///     if (!batch) return complain(batch.error());
///     for (const kpp::MessageView& message : *batch) handle(message);
///     for (const kpp::PartitionError& problem : batch->errors()) warn(problem.error);
///     auto committed = consumer.commit(batch->next_offsets(), std::chrono::seconds(5));
///     if (!committed) return complain(committed.error());
///
/// A batch keeps its messages' memory, and the client's, until it is destroyed. Move-only.
class KPP_API MessageBatch {
 public:
  MessageBatch() noexcept;  ///< Empty.
  MessageBatch(MessageBatch&& other) noexcept;
  MessageBatch& operator=(MessageBatch&& other) noexcept;
  MessageBatch(const MessageBatch&) = delete;
  MessageBatch& operator=(const MessageBatch&) = delete;
  ~MessageBatch();

  [[nodiscard]] const MessageView* begin() const noexcept { return messages_.data(); }
  [[nodiscard]] const MessageView* end() const noexcept {
    return messages_.data() + messages_.size();
  }
  [[nodiscard]] std::size_t size() const noexcept { return messages_.size(); }
  [[nodiscard]] bool empty() const noexcept { return messages_.empty(); }
  [[nodiscard]] const MessageView& operator[](std::size_t index) const noexcept {
    return messages_[index];
  }

  /// The same messages, partition by partition, in the order in which the partitions first appear: for programs that
  /// give each partition to a worker of its own. Allocates once a partition; `begin` and `end` do not.
  [[nodiscard]] std::vector<PartitionMessages> by_partition() const;
  /// The offset after the last message of each partition, ready for `Consumer::commit`.
  [[nodiscard]] Offsets next_offsets() const;

  [[nodiscard]] std::span<const PartitionError> errors() const noexcept;
  [[nodiscard]] std::span<const PartitionEnd> ends() const noexcept;

  /// Takes one message out, so that it may outlive the batch. The views of the batch stay as they
  /// are, but the taken one is now valid only as long as the returned `Message` lives. A second
  /// `take` of the same index is `invalid_argument`.
  [[nodiscard]] Result<Message> take(std::size_t index);

 private:
  friend struct MessageAccess;
  struct KPP_LOCAL Storage;
  void release() noexcept;
  std::span<const MessageView> messages_;
  Storage* storage_ = nullptr;
};

/// One partition of a topic, as the brokers describe it.
struct PartitionInfo {
  std::string topic{};
  std::int32_t partition = -1;
  std::int32_t leader = -1;  ///< -1: no leader now.
  std::vector<std::int32_t> replicas{};
  std::vector<std::int32_t> in_sync_replicas{};
};

}  // namespace kpp
