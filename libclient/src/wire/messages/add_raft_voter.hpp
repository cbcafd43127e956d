#pragma once
/// \file
/// AddRaftVoter: a controller joins the voters of the metadata log (KIP-853).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct AddRaftVoterResponse {
  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &AddRaftVoterResponse::throttle_time_ms, always),
      field("ErrorCode", &AddRaftVoterResponse::error_code, always),
      field("ErrorMessage", &AddRaftVoterResponse::error_message, always)
          .nullable(always)
          .ignorable(),
  };
  friend bool operator==(const AddRaftVoterResponse&, const AddRaftVoterResponse&) = default;
};

struct AddRaftVoterRequest {
  static constexpr ApiKey api_key = ApiKey::add_raft_voter;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 0;
  using Response = AddRaftVoterResponse;

  struct Listener {
    std::string name;
    std::string host;
    std::uint16_t port = 0;

    static constexpr auto fields = std::tuple{
        field("Name", &Listener::name, always),
        field("Host", &Listener::host, always),
        field("Port", &Listener::port, always),
    };
    friend bool operator==(const Listener&, const Listener&) = default;
  };

  std::optional<std::string> cluster_id;
  std::int32_t timeout_ms = 0;
  std::int32_t voter_id = 0;
  Uuid voter_directory_id;
  std::vector<Listener> listeners;
  bool ack_when_committed = true;

  static constexpr auto fields = std::tuple{
      field("ClusterId", &AddRaftVoterRequest::cluster_id, always).nullable(always),
      field("TimeoutMs", &AddRaftVoterRequest::timeout_ms, always),
      field("VoterId", &AddRaftVoterRequest::voter_id, always),
      field("VoterDirectoryId", &AddRaftVoterRequest::voter_directory_id, always),
      field("Listeners", &AddRaftVoterRequest::listeners, always),
      field("AckWhenCommitted", &AddRaftVoterRequest::ack_when_committed, since(1)),
  };
  friend bool operator==(const AddRaftVoterRequest&, const AddRaftVoterRequest&) = default;
};

}  // namespace kpp::wire
