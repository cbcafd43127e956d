#pragma once
/// \file
/// DescribeLogDirs: log directories of a broker and what is in them (KIP-113); their space from version 4 on (KIP-827),
/// whether they are cordoned from 5 on (KIP-1066).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeLogDirsTopic {
  std::string topic;
  std::vector<std::int32_t> partitions;

  static constexpr auto fields = std::tuple{
      field("Topic", &DescribeLogDirsTopic::topic, always),
      field("Partitions", &DescribeLogDirsTopic::partitions, always),
  };
  friend bool operator==(const DescribeLogDirsTopic&, const DescribeLogDirsTopic&) = default;
};

struct DescribeLogDirsResponse {
  struct Result {
    struct Topic {
      struct Partition {
        std::int32_t partition_index = 0;
        std::int64_t partition_size = 0;
        std::int64_t offset_lag = 0;
        bool is_future_key = false;

        static constexpr auto fields = std::tuple{
            field("PartitionIndex", &Partition::partition_index, always),
            field("PartitionSize", &Partition::partition_size, always),
            field("OffsetLag", &Partition::offset_lag, always),
            field("IsFutureKey", &Partition::is_future_key, always),
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

    std::int16_t error_code = 0;
    std::string log_dir;
    std::vector<Topic> topics;
    std::int64_t total_bytes = -1;
    std::int64_t usable_bytes = -1;
    bool is_cordoned = false;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Result::error_code, always),
        field("LogDir", &Result::log_dir, always),
        field("Topics", &Result::topics, always),
        field("TotalBytes", &Result::total_bytes, since(4)).ignorable(),
        field("UsableBytes", &Result::usable_bytes, since(4)).ignorable(),
        field("IsCordoned", &Result::is_cordoned, since(5)).ignorable(),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeLogDirsResponse::throttle_time_ms, always),
      field("ErrorCode", &DescribeLogDirsResponse::error_code, since(3)).ignorable(),
      field("Results", &DescribeLogDirsResponse::results, always),
  };
  friend bool operator==(const DescribeLogDirsResponse&, const DescribeLogDirsResponse&) = default;
};

struct DescribeLogDirsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_log_dirs;
  static constexpr VersionRange versions = between(1, 5);
  static constexpr std::int16_t flexible_from = 2;
  using Response = DescribeLogDirsResponse;

  std::optional<std::vector<DescribeLogDirsTopic>> topics;

  static constexpr auto fields = std::tuple{
      field("Topics", &DescribeLogDirsRequest::topics, always).nullable(always),
  };
  friend bool operator==(const DescribeLogDirsRequest&, const DescribeLogDirsRequest&) = default;
};

}  // namespace kpp::wire
