#pragma once
/// \file
/// WriteTxnMarkers: what coordinators send to leaders, and an administrator who ends a hanging transaction (KIP-664).

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct WriteTxnMarkersResponse {
  struct MarkerResult {
    struct TopicResult {
      struct PartitionResult {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;

        static constexpr auto fields = std::tuple{
            field("PartitionIndex", &PartitionResult::partition_index, always),
            field("ErrorCode", &PartitionResult::error_code, always),
        };
        friend bool operator==(const PartitionResult&, const PartitionResult&) = default;
      };

      std::string name;
      std::vector<PartitionResult> partitions;

      static constexpr auto fields = std::tuple{
          field("Name", &TopicResult::name, always),
          field("Partitions", &TopicResult::partitions, always),
      };
      friend bool operator==(const TopicResult&, const TopicResult&) = default;
    };

    std::int64_t producer_id = 0;
    std::vector<TopicResult> topics;

    static constexpr auto fields = std::tuple{
        field("ProducerId", &MarkerResult::producer_id, always),
        field("Topics", &MarkerResult::topics, always),
    };
    friend bool operator==(const MarkerResult&, const MarkerResult&) = default;
  };

  std::vector<MarkerResult> markers;

  static constexpr auto fields = std::tuple{
      field("Markers", &WriteTxnMarkersResponse::markers, always),
  };
  friend bool operator==(const WriteTxnMarkersResponse&, const WriteTxnMarkersResponse&) = default;
};

struct WriteTxnMarkersRequest {
  static constexpr ApiKey api_key = ApiKey::write_txn_markers;
  static constexpr VersionRange versions = between(1, 2);
  static constexpr std::int16_t flexible_from = 1;
  using Response = WriteTxnMarkersResponse;

  struct Marker {
    struct Topic {
      std::string name;
      std::vector<std::int32_t> partition_indexes;

      static constexpr auto fields = std::tuple{
          field("Name", &Topic::name, always),
          field("PartitionIndexes", &Topic::partition_indexes, always),
      };
      friend bool operator==(const Topic&, const Topic&) = default;
    };

    std::int64_t producer_id = 0;
    std::int16_t producer_epoch = 0;
    bool transaction_result = false;
    std::vector<Topic> topics;
    std::int32_t coordinator_epoch = 0;
    std::int8_t transaction_version = 0;

    static constexpr auto fields = std::tuple{
        field("ProducerId", &Marker::producer_id, always),
        field("ProducerEpoch", &Marker::producer_epoch, always),
        field("TransactionResult", &Marker::transaction_result, always),
        field("Topics", &Marker::topics, always),
        field("CoordinatorEpoch", &Marker::coordinator_epoch, always),
        field("TransactionVersion", &Marker::transaction_version, since(2)).ignorable(),
    };
    friend bool operator==(const Marker&, const Marker&) = default;
  };

  std::vector<Marker> markers;

  static constexpr auto fields = std::tuple{
      field("Markers", &WriteTxnMarkersRequest::markers, always),
  };
  friend bool operator==(const WriteTxnMarkersRequest&, const WriteTxnMarkersRequest&) = default;
};

}  // namespace kpp::wire
