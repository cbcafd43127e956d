#pragma once
/// \file
/// Which requests a broker has, and in which versions (KIP-35).

#include <map>
#include <string>

#include "kpp/error.hpp"
#include "wire/messages/api_versions.hpp"
#include "wire/version_range.hpp"

namespace kpp::wire {

class BrokerVersions {
 public:
  BrokerVersions() = default;
  explicit BrokerVersions(const ApiVersionsResponse& response) {
    for (const auto& key : response.api_keys)
      ranges_.insert_or_assign(key.api_key, between(key.min_version, key.max_version));
  }

  /// `no_version` for a request that the broker does not have.
  [[nodiscard]] VersionRange of(ApiKey key) const {
    const auto found = ranges_.find(static_cast<std::int16_t>(key));
    return found == ranges_.end() ? no_version : found->second;
  }
  [[nodiscard]] bool has(ApiKey key, VersionRange ours) const {
    return newest_common(ours, of(key)).has_value();
  }

  /// KRaft's controllers serve no metadata (KIP-919).
  [[nodiscard]] bool of_a_controller() const {
    return !ranges_.empty() && of(ApiKey::metadata).empty();
  }

  /// By the number of the request; those that are not known here, too.
  [[nodiscard]] const std::map<std::int16_t, VersionRange>& all() const noexcept { return ranges_; }

  /// The version to speak, or `unsupported_by_broker` with the sentence that says what `broker`
  /// lacks.
  [[nodiscard]] Result<std::int16_t> choose(ApiKey key, VersionRange ours,
                                            const std::string& broker) const;

 private:
  std::map<std::int16_t, VersionRange> ranges_;
};

}  // namespace kpp::wire
