#pragma once
/// \file
/// Types instead of bytes: `TypedProducer<K, V>`, `TypedConsumer<K, V>`, and how a type becomes bytes and back.
///
///     auto readings = kpp::TypedProducer<std::string, double>::create(config);
///     if (!readings) return complain(readings.error());
///     auto sent = readings->send({.topic = "temperature", .key = "sensor_1", .value = 24.5});
///
///     auto reader = kpp::TypedConsumer<std::string, double>::create(config);
///     if (!reader) return complain(reader.error());
///     if (auto joined = reader->subscribe({"temperature"}); !joined) return complain(joined.error());
///     auto batch = reader->poll(std::chrono::milliseconds(500));
///     if (!batch) return complain(batch.error());
///     for (auto& record : *batch) {
///       if (record) {
///         std::cout << record->key.value_or("nobody") << ": " << record->value.value_or(0) << '\n';
///       } else {
///         kpp::Record dead = record.raw->to_record();  // with key, value, headers and time as they came
///         dead.topic = "temperature.dead";
///         dead.headers.push_back({"reason", record.error().message()});
///         auto kept = producer.send(std::move(dead));
///       }
///     }
///
/// **A record that cannot be read** does not stop the others and is not lost: it stands in its place in the batch with an
/// error (`serialization_failed`) and with the message as it came.
///
/// **Encodings** are those of Kafka's Java serializers, so that programs in both languages read each other:
///
/// | type                                       | Java                | bytes                                          |
/// |--------------------------------------------|---------------------|------------------------------------------------|
/// | `std::string`, `std::string_view`          | `StringSerializer`  | as they are: UTF-8, not checked                |
/// | `std::int16_t`, `std::int32_t`, `std::int64_t` | `Short-`, `Integer-`, `LongSerializer` | 2, 4, 8, big-endian     |
/// | `float`, `double`                          | `FloatSerializer`, `DoubleSerializer` | IEEE 754, 4 and 8, big-endian |
/// | `Uuid`                                     | `UUIDSerializer`    | 36 letters, "123e4567-e89b-12d3-a456-426614174000" |
/// | `std::vector<std::byte>`, `Blob`           | `ByteArraySerializer` | as they are                                  |
///
/// Null is null on both sides, whatever the type: an absent key or value is not given to a serializer, and a null one
/// is read as absent. An empty string is not null. A number of the wrong size, also of none, is an error.
/// A `std::string_view` that was read looks into `raw` and is valid as long as that lives.
///
/// **Other types**: specialise `kpp::Serde`, or pass a class of your own as `KeySerde` or `ValueSerde`; it may have
/// state. For JSON there is `kpp/ext/json.hpp`.
///
///     struct Celsius {
///       struct Serde {
///         kpp::Result<kpp::Blob> serialize(const Celsius& value, const kpp::SerdeContext&) const {
///           return kpp::Blob(std::to_string(value.degrees));
///         }
///         kpp::Result<Celsius> deserialize(std::string_view bytes, const kpp::SerdeContext&) const {
///           if (bytes.empty()) return kpp::fail(kpp::ErrorCode::serialization_failed, "no digits");
///           return Celsius{std::stoi(std::string(bytes))};  // an exception is such an error, too
///         }
///       };
///       int degrees;
///     };
///     using Thermometer = kpp::TypedConsumer<std::string, Celsius, kpp::Serde<std::string>, Celsius::Serde>;
///     auto thermometer = Thermometer::create(config);
///
/// **Threads** are those of `Producer` and `Consumer`, on which these are adapters and nothing more; a serializer is
/// called on the sending thread, so one with state that sends from several threads must bear that. Decoded records are
/// values and may outlive batch and consumer.

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <future>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/consumer.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/producer.hpp"
#include "kpp/record.hpp"
#include "kpp/types.hpp"

namespace kpp {

/// Which part of a record is converted.
enum class RecordPart : std::uint8_t { key, value };

/// What a serializer may want to know. Valid during its call only.
struct SerdeContext {
  std::string_view topic;
  RecordPart part = RecordPart::value;
  /// The message that is read, for its headers; null when sending.
  const MessageView* message = nullptr;
};

template <class S, class T>
concept Serializer = requires(const S& serde, const T& value, const SerdeContext& context) {
  { serde.serialize(value, context) } -> std::same_as<Result<Blob>>;
};

template <class D, class T>
concept Deserializer = requires(const D& serde, std::string_view bytes,
                                const SerdeContext& context) {
  { serde.deserialize(bytes, context) } -> std::same_as<Result<T>>;
};

/// How a type is written and read where nothing else is said. Specialise it for a type of your own.
template <class T>
struct Serde;

namespace detail {

/// Numbers as Java's DataOutput writes them.
template <class T>
struct KPP_API BigEndianSerde {
  [[nodiscard]] Result<Blob> serialize(T value, const SerdeContext& context) const;
  [[nodiscard]] Result<T> deserialize(std::string_view bytes, const SerdeContext& context) const;
};
extern template struct BigEndianSerde<std::int16_t>;
extern template struct BigEndianSerde<std::int32_t>;
extern template struct BigEndianSerde<std::int64_t>;
extern template struct BigEndianSerde<float>;
extern template struct BigEndianSerde<double>;

/// The same error with the place of the record before its sentence.
[[nodiscard]] KPP_API Error cannot_read(const Error& why, const MessageView& message,
                                        RecordPart part);
[[nodiscard]] KPP_API Error cannot_write(const Error& why, std::string_view topic, RecordPart part);

/// The call's result; an exception as the error it means here.
template <class Call>
auto without_exceptions(Call&& call) -> decltype(call()) {
  try {
    return std::forward<Call>(call)();
  } catch (const std::exception& thrown) {
    return fail(ErrorCode::serialization_failed, thrown.what());
  } catch (...) {
    return fail(ErrorCode::serialization_failed, "the serializer threw what is no std::exception");
  }
}

template <class T, class S>
Result<std::optional<Blob>> write_part(std::optional<T>&& value, const S& serde,
                                       const SerdeContext& context) {
  if (!value) return std::nullopt;
  Result<Blob> bytes =
      without_exceptions([&] { return serde.serialize(*std::move(value), context); });
  if (!bytes) return fail(cannot_write(bytes.error(), context.topic, context.part));
  return *std::move(bytes);
}

template <class T, class D>
Result<std::optional<T>> read_part(std::optional<std::string_view> bytes, const D& serde,
                                   const SerdeContext& context) {
  if (!bytes) return std::nullopt;
  Result<T> value = without_exceptions([&] { return serde.deserialize(*bytes, context); });
  if (!value) return fail(cannot_read(value.error(), *context.message, context.part));
  return *std::move(value);
}

}  // namespace detail

template <>
struct Serde<std::int16_t> : detail::BigEndianSerde<std::int16_t> {};
template <>
struct Serde<std::int32_t> : detail::BigEndianSerde<std::int32_t> {};
template <>
struct Serde<std::int64_t> : detail::BigEndianSerde<std::int64_t> {};
template <>
struct Serde<float> : detail::BigEndianSerde<float> {};
template <>
struct Serde<double> : detail::BigEndianSerde<double> {};

template <>
struct KPP_API Serde<Uuid> {
  [[nodiscard]] Result<Blob> serialize(const Uuid& value, const SerdeContext& context) const;
  [[nodiscard]] Result<Uuid> deserialize(std::string_view bytes, const SerdeContext& context) const;
};

template <>
struct Serde<std::string> {
  [[nodiscard]] Result<Blob> serialize(const std::string& value,
                                       const SerdeContext& /*context*/) const {
    return Blob(value);
  }
  [[nodiscard]] Result<Blob> serialize(std::string&& value, const SerdeContext& /*context*/) const {
    return Blob(std::move(value));
  }
  [[nodiscard]] Result<std::string> deserialize(std::string_view bytes,
                                                const SerdeContext& /*context*/) const {
    return std::string(bytes);
  }
};

template <>
struct Serde<std::string_view> {
  [[nodiscard]] Result<Blob> serialize(std::string_view value,
                                       const SerdeContext& /*context*/) const {
    return Blob(value);
  }
  [[nodiscard]] Result<std::string_view> deserialize(std::string_view bytes,
                                                     const SerdeContext& /*context*/) const {
    return bytes;
  }
};

template <>
struct Serde<std::vector<std::byte>> {
  [[nodiscard]] Result<Blob> serialize(std::vector<std::byte> value,
                                       const SerdeContext& /*context*/) const {
    return Blob(std::move(value));
  }
  [[nodiscard]] Result<std::vector<std::byte>> deserialize(std::string_view bytes,
                                                           const SerdeContext& /*context*/) const {
    const auto raw = std::as_bytes(std::span(bytes));
    return std::vector<std::byte>(raw.begin(), raw.end());
  }
};

template <>
struct Serde<Blob> {
  [[nodiscard]] Result<Blob> serialize(Blob value, const SerdeContext& /*context*/) const {
    return value;
  }
  [[nodiscard]] Result<Blob> deserialize(std::string_view bytes,
                                         const SerdeContext& /*context*/) const {
    return Blob(bytes);
  }
};

/// A `Record` whose key and value have types.
template <class K, class V>
struct TypedRecord {
  std::string topic;
  std::optional<K> key{};
  std::optional<V> value{};  ///< Absent: a tombstone.
  std::vector<Header> headers{};
  std::optional<std::int32_t> partition{};
  std::optional<Timestamp> timestamp{};
  std::uint64_t tag = 0;
};

/// The record in bytes, for `Producer::send_batch`, a transaction, or another road. `serialization_failed` with the part
/// if a serializer refuses.
template <class K, class V, Serializer<K> KeySerde = Serde<K>, Serializer<V> ValueSerde = Serde<V>>
[[nodiscard]] Result<Record> serialize(TypedRecord<K, V> record, const KeySerde& key_serde = {},
                                       const ValueSerde& value_serde = {}) {
  auto key = detail::write_part(std::move(record.key), key_serde, {record.topic, RecordPart::key});
  if (!key) return tl::unexpected(std::move(key).error());
  auto value =
      detail::write_part(std::move(record.value), value_serde, {record.topic, RecordPart::value});
  if (!value) return tl::unexpected(std::move(value).error());
  return Record{.topic = std::move(record.topic),
                .key = *std::move(key),
                .value = *std::move(value),
                .headers = std::move(record.headers),
                .partition = record.partition,
                .timestamp = record.timestamp,
                .tag = record.tag};
}

template <class K, class V, Serializer<K> KeySerde = Serde<K>, Serializer<V> ValueSerde = Serde<V>>
class TypedProducer {
 public:
  explicit TypedProducer(Producer producer, KeySerde key_serde = {}, ValueSerde value_serde = {})
      : producer_(std::move(producer)),
        key_serde_(std::move(key_serde)),
        value_serde_(std::move(value_serde)) {}

  /// As `Producer::create`.
  [[nodiscard]] static Result<TypedProducer> create(const Config& config,
                                                    ProducerOptions options = {}) {
    return Producer::create(config, std::move(options)).map([](Producer&& made) {
      return TypedProducer(std::move(made));
    });
  }

  /// As `Producer::send`. The record is used up, whatever the outcome.
  [[nodiscard]] Result<void> send(TypedRecord<K, V> record, DeliveryHandler handler = {}) {
    return to_bytes(std::move(record)).and_then([&](Record&& bytes) {
      return producer_.send(std::move(bytes), std::move(handler));
    });
  }
  /// As `Producer::try_send`. The record is untouched.
  [[nodiscard]] Result<void> try_send(const TypedRecord<K, V>& record,
                                      DeliveryHandler handler = {}) {
    return to_bytes(record).and_then(
        [&](Record&& bytes) { return producer_.try_send(bytes, std::move(handler)); });
  }
  [[nodiscard]] Result<DeliveryReport> send_sync(TypedRecord<K, V> record, Timeout timeout) {
    return to_bytes(std::move(record)).and_then([&](Record&& bytes) {
      return producer_.send_sync(std::move(bytes), timeout);
    });
  }
  [[nodiscard]] std::future<Result<DeliveryReport>> send_future(TypedRecord<K, V> record) {
    Result<Record> bytes = to_bytes(std::move(record));
    if (bytes) return producer_.send_future(*std::move(bytes));
    std::promise<Result<DeliveryReport>> refused;
    refused.set_value(tl::unexpected(std::move(bytes).error()));
    return refused.get_future();
  }

  /// What would be sent.
  [[nodiscard]] Result<Record> to_bytes(TypedRecord<K, V> record) const {
    return serialize(std::move(record), key_serde_, value_serde_);
  }

  [[nodiscard]] Result<void> flush(Timeout timeout) { return producer_.flush(timeout); }
  CloseReport close(Timeout timeout) { return producer_.close(timeout); }

  /// For everything else.
  [[nodiscard]] Producer& producer() noexcept { return producer_; }

 private:
  Producer producer_;
  KeySerde key_serde_;
  ValueSerde value_serde_;
};

/// What was read; absent where the record has null.
template <class K, class V>
struct KeyValue {
  std::optional<K> key{};
  std::optional<V> value{};
};

/// One record: its key and value, or why they cannot be read; and the message in either case. Move-only.
template <class K, class V>
struct Decoded {
  Result<KeyValue<K, V>> content;
  Message raw;

  [[nodiscard]] explicit operator bool() const noexcept { return content.has_value(); }
  /// Only where there is content.
  const KeyValue<K, V>* operator->() const { return &*content; }
  KeyValue<K, V>* operator->() { return &*content; }
  /// Only where there is none: which part, where it stands, and what is wrong with it.
  [[nodiscard]] const Error& error() const { return content.error(); }
};

/// Reads a message that was taken from a batch.
template <class K, class V, Deserializer<K> KeySerde = Serde<K>,
          Deserializer<V> ValueSerde = Serde<V>>
[[nodiscard]] Decoded<K, V> decode(Message message, const KeySerde& key_serde = {},
                                   const ValueSerde& value_serde = {}) {
  const MessageView view = message.view();
  const auto content = [&]() -> Result<KeyValue<K, V>> {
    auto key = detail::read_part<K>(view.key(), key_serde, {view.topic(), RecordPart::key, &view});
    if (!key) return tl::unexpected(std::move(key).error());
    auto value =
        detail::read_part<V>(view.value(), value_serde, {view.topic(), RecordPart::value, &view});
    if (!value) return tl::unexpected(std::move(value).error());
    return KeyValue<K, V>{*std::move(key), *std::move(value)};
  };
  return {content(), std::move(message)};
}

/// What one `TypedConsumer::poll` returned. Move-only.
template <class K, class V>
class TypedBatch {
 public:
  TypedBatch() = default;
  TypedBatch(std::vector<Decoded<K, V>> records, MessageBatch rest)
      : records_(std::move(records)), rest_(std::move(rest)) {}

  [[nodiscard]] auto begin() noexcept { return records_.begin(); }
  [[nodiscard]] auto end() noexcept { return records_.end(); }
  [[nodiscard]] auto begin() const noexcept { return records_.begin(); }
  [[nodiscard]] auto end() const noexcept { return records_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return records_.size(); }
  [[nodiscard]] bool empty() const noexcept { return records_.empty(); }
  [[nodiscard]] Decoded<K, V>& operator[](std::size_t index) { return records_[index]; }

  /// As `MessageBatch`: partitions that could not be read, and ends that were reached.
  [[nodiscard]] std::span<const PartitionError> errors() const noexcept { return rest_.errors(); }
  [[nodiscard]] std::span<const PartitionEnd> ends() const noexcept { return rest_.ends(); }

 private:
  std::vector<Decoded<K, V>> records_;
  MessageBatch rest_;
};

template <class K, class V, Deserializer<K> KeySerde = Serde<K>,
          Deserializer<V> ValueSerde = Serde<V>>
class TypedConsumer {
 public:
  explicit TypedConsumer(Consumer consumer, KeySerde key_serde = {}, ValueSerde value_serde = {})
      : consumer_(std::move(consumer)),
        key_serde_(std::move(key_serde)),
        value_serde_(std::move(value_serde)) {}

  /// As `Consumer::create`.
  [[nodiscard]] static Result<TypedConsumer> create(const Config& config,
                                                    ConsumerOptions options = {}) {
    return Consumer::create(config, std::move(options)).map([](Consumer&& made) {
      return TypedConsumer(std::move(made));
    });
  }

  [[nodiscard]] Result<void> subscribe(const std::vector<std::string>& topics,
                                       RebalanceHandler handler = {}) {
    return consumer_.subscribe(topics, std::move(handler));
  }

  /// As `Consumer::poll`. A record that cannot be read is no error of the call.
  [[nodiscard]] Result<TypedBatch<K, V>> poll(Timeout timeout, std::size_t max = 0) {
    return decode_all(consumer_.poll(timeout, max));
  }
  [[nodiscard]] Result<TypedBatch<K, V>> poll(const std::stop_token& stop, Timeout timeout,
                                              std::size_t max = 0) {
    return decode_all(consumer_.poll(stop, timeout, max));
  }

  ConsumerCloseReport close(Timeout timeout) { return consumer_.close(timeout); }

  /// For everything else: commits (`consumer().mark(*record.raw)`), seeks, and the rest.
  [[nodiscard]] Consumer& consumer() noexcept { return consumer_; }

 private:
  Result<TypedBatch<K, V>> decode_all(Result<MessageBatch>&& batch) {
    if (!batch) return tl::unexpected(std::move(batch).error());
    std::vector<Decoded<K, V>> records;
    records.reserve(batch->size());
    for (std::size_t i = 0; i < batch->size(); ++i) {
      records.push_back(decode<K, V>(*batch->take(i), key_serde_, value_serde_));
    }
    return TypedBatch<K, V>(std::move(records), *std::move(batch));
  }

  Consumer consumer_;
  KeySerde key_serde_;
  ValueSerde value_serde_;
};

}  // namespace kpp
