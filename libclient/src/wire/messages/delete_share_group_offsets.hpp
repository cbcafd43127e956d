#pragma once
/// \file
/// DeleteShareGroupOffsets: a share group forgets where it begins to read (KIP-932).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DeleteShareGroupOffsetsResponse {
  struct Topic {
    std::string topic_name;
    Uuid topic_id;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("TopicName", &Topic::topic_name, always),
        field("TopicId", &Topic::topic_id, always),
        field("ErrorCode", &Topic::error_code, always),
        field("ErrorMessage", &Topic::error_message, always).nullable(always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Topic> responses;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DeleteShareGroupOffsetsResponse::throttle_time_ms, always),
      field("ErrorCode", &DeleteShareGroupOffsetsResponse::error_code, always),
      field("ErrorMessage", &DeleteShareGroupOffsetsResponse::error_message, always)
          .nullable(always),
      field("Responses", &DeleteShareGroupOffsetsResponse::responses, always),
  };
  friend bool operator==(const DeleteShareGroupOffsetsResponse&,
                         const DeleteShareGroupOffsetsResponse&) = default;
};

struct DeleteShareGroupOffsetsRequest {
  static constexpr ApiKey api_key = ApiKey::delete_share_group_offsets;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DeleteShareGroupOffsetsResponse;

  struct Topic {
    std::string topic_name;

    static constexpr auto fields = std::tuple{
        field("TopicName", &Topic::topic_name, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::string group_id;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("GroupId", &DeleteShareGroupOffsetsRequest::group_id, always),
      field("Topics", &DeleteShareGroupOffsetsRequest::topics, always),
  };
  friend bool operator==(const DeleteShareGroupOffsetsRequest&,
                         const DeleteShareGroupOffsetsRequest&) = default;
};

}  // namespace kpp::wire
