#pragma once
/// \file
/// Elections of partition leaders (KIP-183, KIP-460).
///
///     auto elected = admin.elect_leaders(kpp::ElectionType::preferred);  // of all partitions
///     if (!elected) return complain(elected.error());
///     for (const auto& [partition, result] : *elected)
///       if (!result && result.error().code() != kpp::ErrorCode::election_not_needed)
///         std::cerr << partition.to_string() << ": " << result.error().message() << '\n';
///
/// Threads: plain values.

#include <cstdint>

namespace kpp {

enum class ElectionType : std::int8_t {
  /// The first replica of the list becomes leader, if it is in sync.
  preferred = 0,
  /// Any live replica becomes leader where none in sync is left. Records that only the others had are LOST (KIP-460).
  unclean = 1,
};

}  // namespace kpp
