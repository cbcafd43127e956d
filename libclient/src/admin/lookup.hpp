#pragma once
/// \file
/// Who answers for what: the controller, the leader of a partition, the coordinator of a group.

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "admin/call.hpp"
#include "kpp/error.hpp"
#include "kpp/types.hpp"

namespace kpp::admin {

/// `endpoint_type` of DescribeCluster (KIP-919).
inline constexpr std::int8_t controller_endpoints = 2;

/// Asks for the brokers and the controller; nothing about topics. For the controllers, where those were given.
[[nodiscard]] Result<void> refresh_brokers(const Call& call);
/// The same, if nothing is known yet.
[[nodiscard]] Result<void> ensure_brokers_known(const Call& call);

[[nodiscard]] Result<std::int32_t> find_controller(const Call& call);
/// With KRaft every broker passes on what only the controller can do (KIP-590), so nobody has to be asked where that is. What
/// such brokers call the controller is one of themselves.
[[nodiscard]] bool any_broker_passes_on(const Call& call);

/// The leader of each partition of these topics. An unknown topic stands in `topic_errors`; a known partition without
/// a leader has `leader_not_available`.
struct Leaders {
  std::map<std::string, Error> topic_errors;
  std::map<TopicPartition, Result<std::int32_t>> partitions;

  [[nodiscard]] Result<std::int32_t> of(const TopicPartition& partition) const;
};
[[nodiscard]] Result<Leaders> find_leaders(const Call& call, const std::set<std::string>& topics);

/// Of what a coordinator is one; the numbers are those of the protocol.
enum class CoordinatorOf : std::int8_t { group = 0, transaction = 1 };

/// In the order of the ids, of groups or transactions. (FindCoordinator; one request for all where the broker can,
/// KIP-699.)
[[nodiscard]] std::vector<Result<std::int32_t>> find_coordinators(
    const Call& call, std::span<const std::string> ids, CoordinatorOf kind = CoordinatorOf::group);

/// True for the codes with which a broker says that it is not, or not yet, the coordinator.
[[nodiscard]] bool is_coordinator_elsewhere_or_loading(ErrorCode code) noexcept;

}  // namespace kpp::admin
