#pragma once
/// \file
/// What a cluster's brokers have agreed to do: `metadata.version`, `group.version` and the like (KIP-584, KIP-778).
///
///     auto features = admin.describe_features();
///     if (!features) return complain(features.error());
///     for (const auto& [name, range] : features->finalized) std::cout << name << " is " << range.max << '\n';
///
///     const kpp::FeatureUpdate newer{"group.version", 1};
///     kpp::UpdateFeaturesOptions check;
///     check.validate_only = true;
///     auto updated = admin.update_features({&newer, 1}, check);
///     if (!updated) return complain(updated.error());
///
/// Threads: plain values.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "kpp/admin/call.hpp"

namespace kpp {

struct FeatureRange {
  std::int16_t min = 0;
  std::int16_t max = 0;
  friend bool operator==(const FeatureRange&, const FeatureRange&) = default;
};

struct Features {
  std::map<std::string, FeatureRange> supported{};  ///< By the broker that answered.
  std::map<std::string, FeatureRange> finalized{};  ///< In force; what is at 0 is not there.
  std::optional<std::int64_t>
      finalized_epoch{};  ///< Empty: the broker knows no finalized features.
};

enum class FeatureUpgrade : std::int8_t {
  upgrade = 1,
  safe_downgrade = 2,   ///< Only if nothing is lost by it.
  unsafe_downgrade = 3  ///< METADATA MAY BE LOST.
};

struct FeatureUpdate {
  std::string name{};
  std::int16_t max_version_level = 0;  ///< 0: the feature is no longer used.
  FeatureUpgrade kind = FeatureUpgrade::upgrade;
};

struct UpdateFeaturesOptions : CallOptions {
  bool validate_only = false;  ///< The controller checks and changes nothing. Brokers from 3.3.
};

}  // namespace kpp
