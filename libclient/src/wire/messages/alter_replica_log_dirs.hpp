#pragma once
/// \file
/// AlterReplicaLogDirs: moves replicas between the log directories of one broker (KIP-113).

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct AlterReplicaLogDirsResponse {
  struct Result {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int16_t error_code = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("ErrorCode", &Partition::error_code, always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string topic_name;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("TopicName", &Result::topic_name, always),
        field("Partitions", &Result::partitions, always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &AlterReplicaLogDirsResponse::throttle_time_ms, always),
      field("Results", &AlterReplicaLogDirsResponse::results, always),
  };
  friend bool operator==(const AlterReplicaLogDirsResponse&,
                         const AlterReplicaLogDirsResponse&) = default;
};

struct AlterReplicaLogDirsRequest {
  static constexpr ApiKey api_key = ApiKey::alter_replica_log_dirs;
  static constexpr VersionRange versions = between(1, 2);
  static constexpr std::int16_t flexible_from = 2;
  using Response = AlterReplicaLogDirsResponse;

  struct Dir {
    struct Topic {
      std::string name;
      std::vector<std::int32_t> partitions;

      static constexpr auto fields = std::tuple{
          field("Name", &Topic::name, always),
          field("Partitions", &Topic::partitions, always),
      };
      friend bool operator==(const Topic&, const Topic&) = default;
    };

    std::string path;
    std::vector<Topic> topics;

    static constexpr auto fields = std::tuple{
        field("Path", &Dir::path, always),
        field("Topics", &Dir::topics, always),
    };
    friend bool operator==(const Dir&, const Dir&) = default;
  };

  std::vector<Dir> dirs;

  static constexpr auto fields = std::tuple{
      field("Dirs", &AlterReplicaLogDirsRequest::dirs, always),
  };
  friend bool operator==(const AlterReplicaLogDirsRequest&,
                         const AlterReplicaLogDirsRequest&) = default;
};

}  // namespace kpp::wire
