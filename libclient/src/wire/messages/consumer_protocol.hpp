#pragma once
/// \file
/// What members of a classic consumer group put into `member_metadata` and `member_assignment` of
/// DescribeGroups: a version, then a struct without flexible encoding. Brokers pass these bytes on
/// unread, so they come from any client.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "wire/schema.hpp"

namespace kpp::wire {

struct ConsumerProtocolPartitions {
  std::string topic;
  std::vector<std::int32_t> partitions;

  static constexpr auto fields = std::tuple{
      field("Topic", &ConsumerProtocolPartitions::topic, always),
      field("Partitions", &ConsumerProtocolPartitions::partitions, always),
  };
  friend bool operator==(const ConsumerProtocolPartitions&,
                         const ConsumerProtocolPartitions&) = default;
};

struct ConsumerProtocolAssignment {
  static constexpr VersionRange versions = between(0, 3);

  std::vector<ConsumerProtocolPartitions> assigned_partitions;
  std::optional<Bytes> user_data;

  static constexpr auto fields = std::tuple{
      field("AssignedPartitions", &ConsumerProtocolAssignment::assigned_partitions, always),
      field("UserData", &ConsumerProtocolAssignment::user_data, always).nullable(always),
  };
  friend bool operator==(const ConsumerProtocolAssignment&,
                         const ConsumerProtocolAssignment&) = default;
};

struct ConsumerProtocolSubscription {
  static constexpr VersionRange versions = between(0, 3);

  std::vector<std::string> topics;
  std::optional<Bytes> user_data;
  std::vector<ConsumerProtocolPartitions> owned_partitions;  ///< KIP-429.
  std::int32_t generation_id = -1;
  std::optional<std::string> rack_id;

  static constexpr auto fields = std::tuple{
      field("Topics", &ConsumerProtocolSubscription::topics, always),
      field("UserData", &ConsumerProtocolSubscription::user_data, always).nullable(always),
      field("OwnedPartitions", &ConsumerProtocolSubscription::owned_partitions, since(1))
          .ignorable(),
      field("GenerationId", &ConsumerProtocolSubscription::generation_id, since(2)).ignorable(),
      field("RackId", &ConsumerProtocolSubscription::rack_id, since(3))
          .nullable(since(3))
          .ignorable(),
  };
  friend bool operator==(const ConsumerProtocolSubscription&,
                         const ConsumerProtocolSubscription&) = default;
};

/// A version newer than is known here is read as the newest known one: newer ones may only append
/// (Kafka's rule for this protocol), so what is left over is no error here. Empty bytes, as before
/// a rebalance ends, are an empty value.
[[nodiscard]] Result<ConsumerProtocolAssignment> decode_consumer_assignment(
    std::span<const std::byte> bytes);
[[nodiscard]] Result<ConsumerProtocolSubscription> decode_consumer_subscription(
    std::span<const std::byte> bytes);

}  // namespace kpp::wire
