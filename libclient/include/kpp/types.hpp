#pragma once
/// \file
/// The small values that every part of the library speaks in: topic partitions, offsets, uuids.
///
///     kpp::TopicPartition partition{"sensor-stream", 0};
///     std::cout << partition.to_string();  // "sensor-stream-0"
///     kpp::OffsetSpec when = kpp::OffsetSpec::at_timestamp(1713763500000);
///
/// Units: a `Timeout` is in milliseconds, a `Timestamp` in milliseconds since 1970; an offset counts the records of one
/// partition from 0 and, where it says where to go on, is that of the *next* record to read.
///
/// Errors: only `Uuid::parse` can fail (`invalid_argument`).
///
/// Threads: all are plain values; copy, compare, hash and destroy them on any thread.

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kpp/error.hpp"
#include "kpp/export.hpp"

namespace kpp {

/// A bound on a blocking call.
using Timeout = std::chrono::milliseconds;

/// Milliseconds since 1970-01-01T00:00:00Z, as Kafka stores them.
using Timestamp = std::int64_t;

struct TopicPartition {
  std::string topic{};
  std::int32_t partition = 0;

  /// "topic-partition", as Kafka's messages write it.
  [[nodiscard]] std::string to_string() const { return topic + '-' + std::to_string(partition); }
  friend auto operator<=>(const TopicPartition&, const TopicPartition&) = default;
};

/// A committed position: the offset of the *next* record to read, with what was stored beside it.
struct OffsetAndMetadata {
  std::int64_t offset = -1;
  std::optional<std::int32_t> leader_epoch{};  ///< KIP-320; empty where the broker keeps none.
  std::string metadata{};
  friend bool operator==(const OffsetAndMetadata&, const OffsetAndMetadata&) = default;
};

/// Offsets to commit, or as committed: the next record to read of each partition.
using Offsets = std::map<TopicPartition, OffsetAndMetadata>;

/// Which offset of a partition is asked for. The numbers are those of the ListOffsets request.
struct OffsetSpec {
  std::int64_t value = -1;

  static constexpr OffsetSpec latest() { return {-1}; }
  static constexpr OffsetSpec earliest() { return {-2}; }
  static constexpr OffsetSpec max_timestamp() { return {-3}; }   ///< KIP-734, brokers from 3.0.
  static constexpr OffsetSpec earliest_local() { return {-4}; }  ///< KIP-405, brokers from 3.4.
  static constexpr OffsetSpec latest_tiered() { return {-5}; }   ///< KIP-1005, brokers from 3.9.
  /// KIP-1023, brokers from 4.2.
  static constexpr OffsetSpec earliest_pending_upload() { return {-6}; }
  /// The first offset whose record has this timestamp or a later one.
  static constexpr OffsetSpec at_timestamp(Timestamp ms) { return {ms}; }
  friend auto operator<=>(const OffsetSpec&, const OffsetSpec&) = default;
};

/// A 128-bit identifier; Kafka prints it as 22 letters of URL-safe base64.
struct KPP_API Uuid {
  std::array<std::byte, 16> bytes{};

  [[nodiscard]] bool is_zero() const noexcept { return *this == Uuid{}; }
  [[nodiscard]] std::string to_string() const;
  /// The inverse of `to_string`; an error if the text is no such identifier.
  [[nodiscard]] static Result<Uuid> parse(std::string_view text);
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

}  // namespace kpp

template <>
struct std::hash<kpp::TopicPartition> {
  std::size_t operator()(const kpp::TopicPartition& tp) const noexcept {
    return std::hash<std::string>{}(tp.topic) * 31U + static_cast<std::size_t>(tp.partition);
  }
};
template <>
struct std::hash<kpp::Uuid> {
  std::size_t operator()(const kpp::Uuid& id) const noexcept {
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
  }
};
