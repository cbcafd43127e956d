#pragma once
/// \file
/// DescribeProducers: the producers that a partition's leader knows (KIP-664).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeProducersResponse {
  struct Topic {
    struct Partition {
      struct Producer {
        std::int64_t producer_id = 0;
        std::int32_t producer_epoch = 0;
        std::int32_t last_sequence = -1;
        std::int64_t last_timestamp = -1;
        std::int32_t coordinator_epoch = 0;
        std::int64_t current_txn_start_offset = -1;

        static constexpr auto fields = std::tuple{
            field("ProducerId", &Producer::producer_id, always),
            field("ProducerEpoch", &Producer::producer_epoch, always),
            field("LastSequence", &Producer::last_sequence, always),
            field("LastTimestamp", &Producer::last_timestamp, always),
            field("CoordinatorEpoch", &Producer::coordinator_epoch, always),
            field("CurrentTxnStartOffset", &Producer::current_txn_start_offset, always),
        };
        friend bool operator==(const Producer&, const Producer&) = default;
      };

      std::int32_t partition_index = 0;
      std::int16_t error_code = 0;
      std::optional<std::string> error_message;
      std::vector<Producer> active_producers;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("ErrorCode", &Partition::error_code, always),
          field("ErrorMessage", &Partition::error_message, always).nullable(always),
          field("ActiveProducers", &Partition::active_producers, always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string name;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, always),
        field("Partitions", &Topic::partitions, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeProducersResponse::throttle_time_ms, always),
      field("Topics", &DescribeProducersResponse::topics, always),
  };
  friend bool operator==(const DescribeProducersResponse&,
                         const DescribeProducersResponse&) = default;
};

struct DescribeProducersRequest {
  static constexpr ApiKey api_key = ApiKey::describe_producers;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DescribeProducersResponse;

  struct Topic {
    std::string name;
    std::vector<std::int32_t> partition_indexes;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, always),
        field("PartitionIndexes", &Topic::partition_indexes, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("Topics", &DescribeProducersRequest::topics, always),
  };
  friend bool operator==(const DescribeProducersRequest&,
                         const DescribeProducersRequest&) = default;
};

}  // namespace kpp::wire
