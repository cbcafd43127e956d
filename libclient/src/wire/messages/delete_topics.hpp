#pragma once
/// \file
/// DeleteTopics: by `topic_names` before version 6, by `topics` (name or id, KIP-516) from it on.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DeleteTopicsResponse {
  struct TopicResult {
    std::optional<std::string> name;
    Uuid topic_id;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("Name", &TopicResult::name, always).nullable(since(6)),
        field("TopicId", &TopicResult::topic_id, since(6)).ignorable(),
        field("ErrorCode", &TopicResult::error_code, always),
        field("ErrorMessage", &TopicResult::error_message, since(5)).nullable(since(5)).ignorable(),
    };
    friend bool operator==(const TopicResult&, const TopicResult&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<TopicResult> responses;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DeleteTopicsResponse::throttle_time_ms, since(1)),
      field("Responses", &DeleteTopicsResponse::responses, always),
  };
  friend bool operator==(const DeleteTopicsResponse&, const DeleteTopicsResponse&) = default;
};

struct DeleteTopicsRequest {
  static constexpr ApiKey api_key = ApiKey::delete_topics;
  static constexpr VersionRange versions = between(1, 6);
  static constexpr std::int16_t flexible_from = 4;
  using Response = DeleteTopicsResponse;

  struct Topic {
    std::optional<std::string> name;
    Uuid topic_id;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, since(6)).nullable(since(6)),
        field("TopicId", &Topic::topic_id, since(6)),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::vector<Topic> topics;
  std::vector<std::string> topic_names;
  std::int32_t timeout_ms = 0;

  static constexpr auto fields = std::tuple{
      field("Topics", &DeleteTopicsRequest::topics, since(6)),
      field("TopicNames", &DeleteTopicsRequest::topic_names, between(0, 5)).ignorable(),
      field("TimeoutMs", &DeleteTopicsRequest::timeout_ms, always),
  };
  friend bool operator==(const DeleteTopicsRequest&, const DeleteTopicsRequest&) = default;
};

}  // namespace kpp::wire
