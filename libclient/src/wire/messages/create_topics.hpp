#pragma once
/// \file
/// CreateTopics, with the configs of the new topic in the answer from version 5 on (KIP-525).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct CreateTopicsResponse {
  struct TopicResult {
    struct Config {
      std::string name;
      std::optional<std::string> value;
      bool read_only = false;
      std::int8_t config_source = -1;
      bool is_sensitive = false;

      static constexpr auto fields = std::tuple{
          field("Name", &Config::name, since(5)),
          field("Value", &Config::value, since(5)).nullable(since(5)),
          field("ReadOnly", &Config::read_only, since(5)),
          field("ConfigSource", &Config::config_source, since(5)).ignorable(),
          field("IsSensitive", &Config::is_sensitive, since(5)),
      };
      friend bool operator==(const Config&, const Config&) = default;
    };

    std::string name;
    Uuid topic_id;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::int16_t topic_config_error_code = 0;
    std::int32_t num_partitions = -1;
    std::int16_t replication_factor = -1;
    std::optional<std::vector<Config>> configs;

    static constexpr auto fields = std::tuple{
        field("Name", &TopicResult::name, always),
        field("TopicId", &TopicResult::topic_id, since(7)).ignorable(),
        field("ErrorCode", &TopicResult::error_code, always),
        field("ErrorMessage", &TopicResult::error_message, since(1)).nullable(always),
        field("TopicConfigErrorCode", &TopicResult::topic_config_error_code, since(5))
            .tagged(0)
            .ignorable(),
        field("NumPartitions", &TopicResult::num_partitions, since(5)).ignorable(),
        field("ReplicationFactor", &TopicResult::replication_factor, since(5)).ignorable(),
        field("Configs", &TopicResult::configs, since(5)).nullable(since(5)).ignorable(),
    };
    friend bool operator==(const TopicResult&, const TopicResult&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<TopicResult> topics;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &CreateTopicsResponse::throttle_time_ms, since(2)),
      field("Topics", &CreateTopicsResponse::topics, always),
  };
  friend bool operator==(const CreateTopicsResponse&, const CreateTopicsResponse&) = default;
};

struct CreateTopicsRequest {
  static constexpr ApiKey api_key = ApiKey::create_topics;
  static constexpr VersionRange versions = between(2, 7);
  static constexpr std::int16_t flexible_from = 5;
  using Response = CreateTopicsResponse;

  struct Topic {
    struct ReplicaAssignment {
      std::int32_t partition_index = 0;
      std::vector<std::int32_t> broker_ids;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &ReplicaAssignment::partition_index, always),
          field("BrokerIds", &ReplicaAssignment::broker_ids, always),
      };
      friend bool operator==(const ReplicaAssignment&, const ReplicaAssignment&) = default;
    };

    struct Config {
      std::string name;
      std::optional<std::string> value;

      static constexpr auto fields = std::tuple{
          field("Name", &Config::name, always),
          field("Value", &Config::value, always).nullable(always),
      };
      friend bool operator==(const Config&, const Config&) = default;
    };

    std::string name;
    std::int32_t num_partitions = 0;
    std::int16_t replication_factor = 0;
    std::vector<ReplicaAssignment> assignments;
    std::vector<Config> configs;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, always),
        field("NumPartitions", &Topic::num_partitions, always),
        field("ReplicationFactor", &Topic::replication_factor, always),
        field("Assignments", &Topic::assignments, always),
        field("Configs", &Topic::configs, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::vector<Topic> topics;
  std::int32_t timeout_ms = 60000;
  bool validate_only = false;

  static constexpr auto fields = std::tuple{
      field("Topics", &CreateTopicsRequest::topics, always),
      field("timeoutMs", &CreateTopicsRequest::timeout_ms, always),
      field("validateOnly", &CreateTopicsRequest::validate_only, since(1)),
  };
  friend bool operator==(const CreateTopicsRequest&, const CreateTopicsRequest&) = default;
};

}  // namespace kpp::wire
