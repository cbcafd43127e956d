#pragma once
/// \file
/// RemoveRaftVoter: a controller leaves the voters of the metadata log (KIP-853).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "wire/message.hpp"

namespace kpp::wire {

struct RemoveRaftVoterResponse {
  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &RemoveRaftVoterResponse::throttle_time_ms, always),
      field("ErrorCode", &RemoveRaftVoterResponse::error_code, always),
      field("ErrorMessage", &RemoveRaftVoterResponse::error_message, always)
          .nullable(always)
          .ignorable(),
  };
  friend bool operator==(const RemoveRaftVoterResponse&, const RemoveRaftVoterResponse&) = default;
};

struct RemoveRaftVoterRequest {
  static constexpr ApiKey api_key = ApiKey::remove_raft_voter;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = RemoveRaftVoterResponse;

  std::optional<std::string> cluster_id;
  std::int32_t voter_id = 0;
  Uuid voter_directory_id;

  static constexpr auto fields = std::tuple{
      field("ClusterId", &RemoveRaftVoterRequest::cluster_id, always).nullable(always),
      field("VoterId", &RemoveRaftVoterRequest::voter_id, always),
      field("VoterDirectoryId", &RemoveRaftVoterRequest::voter_directory_id, always),
  };
  friend bool operator==(const RemoveRaftVoterRequest&, const RemoveRaftVoterRequest&) = default;
};

}  // namespace kpp::wire
