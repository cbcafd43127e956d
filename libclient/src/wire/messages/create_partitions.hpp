#pragma once
/// \file
/// CreatePartitions: raises the partition count of topics (KIP-195).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct CreatePartitionsResponse {
  struct TopicResult {
    std::string name;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("Name", &TopicResult::name, always),
        field("ErrorCode", &TopicResult::error_code, always),
        field("ErrorMessage", &TopicResult::error_message, always).nullable(always),
    };
    friend bool operator==(const TopicResult&, const TopicResult&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<TopicResult> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &CreatePartitionsResponse::throttle_time_ms, always),
      field("Results", &CreatePartitionsResponse::results, always),
  };
  friend bool operator==(const CreatePartitionsResponse&,
                         const CreatePartitionsResponse&) = default;
};

struct CreatePartitionsRequest {
  static constexpr ApiKey api_key = ApiKey::create_partitions;
  static constexpr VersionRange versions = between(0, 3);
  static constexpr std::int16_t flexible_from = 2;
  using Response = CreatePartitionsResponse;

  struct Topic {
    struct Assignment {
      std::vector<std::int32_t> broker_ids;

      static constexpr auto fields = std::tuple{
          field("BrokerIds", &Assignment::broker_ids, always),
      };
      friend bool operator==(const Assignment&, const Assignment&) = default;
    };

    std::string name;
    std::int32_t count = 0;
    std::optional<std::vector<Assignment>> assignments;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, always),
        field("Count", &Topic::count, always),
        field("Assignments", &Topic::assignments, always).nullable(always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::vector<Topic> topics;
  std::int32_t timeout_ms = 0;
  bool validate_only = false;

  static constexpr auto fields = std::tuple{
      field("Topics", &CreatePartitionsRequest::topics, always),
      field("TimeoutMs", &CreatePartitionsRequest::timeout_ms, always),
      field("ValidateOnly", &CreatePartitionsRequest::validate_only, always),
  };
  friend bool operator==(const CreatePartitionsRequest&, const CreatePartitionsRequest&) = default;
};

}  // namespace kpp::wire
