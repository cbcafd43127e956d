#pragma once
/// \file
/// The controllers that keep a cluster's metadata, and who follows them (KIP-595, KIP-836, KIP-853).
///
///     auto quorum = admin.describe_metadata_quorum();
///     if (!quorum) return complain(quorum.error());
///     std::cout << "leader " << quorum->leader_id << ", " << quorum->voters.size() << " voters\n";
///
/// Threads: plain values.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/types.hpp"

namespace kpp {

struct QuorumReplica {
  std::int32_t replica_id = -1;
  Uuid directory_id{};               ///< Zero for brokers before 3.9 (KIP-853).
  std::int64_t log_end_offset = -1;  ///< -1: not known.
  /// When it last fetched, and up to when it had all; empty where not known (KIP-836, brokers from 3.3).
  std::optional<Timestamp> last_fetch_timestamp{};
  std::optional<Timestamp> last_caught_up_timestamp{};
};

/// Where a controller listens.
struct RaftVoterEndpoint {
  std::string listener{};  ///< "CONTROLLER"
  std::string host{};
  std::uint16_t port = 0;
  friend bool operator==(const RaftVoterEndpoint&, const RaftVoterEndpoint&) = default;
};

struct QuorumInfo {
  std::int32_t leader_id = -1;
  std::int32_t leader_epoch = -1;
  std::int64_t high_watermark = -1;
  std::vector<QuorumReplica> voters{};
  std::vector<QuorumReplica> observers{};
  /// The listeners of each controller; empty for brokers before 3.9.
  std::map<std::int32_t, std::vector<RaftVoterEndpoint>> nodes{};
};

struct RaftVoterOptions : CallOptions {
  /// Fail unless this is the cluster's id.
  std::optional<std::string> cluster_id{};
};

}  // namespace kpp
