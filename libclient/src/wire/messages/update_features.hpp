#pragma once
/// \file
/// UpdateFeatures (KIP-584), with the kind of downgrade from version 1 on (KIP-778).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct UpdateFeaturesResponse {
  struct Result {
    std::string feature;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("Feature", &Result::feature, always),
        field("ErrorCode", &Result::error_code, always),
        field("ErrorMessage", &Result::error_message, always).nullable(always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &UpdateFeaturesResponse::throttle_time_ms, always),
      field("ErrorCode", &UpdateFeaturesResponse::error_code, always),
      field("ErrorMessage", &UpdateFeaturesResponse::error_message, always).nullable(always),
      field("Results", &UpdateFeaturesResponse::results, between(0, 1)).ignorable(),
  };
  friend bool operator==(const UpdateFeaturesResponse&, const UpdateFeaturesResponse&) = default;
};

struct UpdateFeaturesRequest {
  static constexpr ApiKey api_key = ApiKey::update_features;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 0;
  using Response = UpdateFeaturesResponse;

  struct Update {
    std::string feature;
    std::int16_t max_version_level = 0;
    bool allow_downgrade = false;
    std::int8_t upgrade_type = 1;

    static constexpr auto fields = std::tuple{
        field("Feature", &Update::feature, always),
        field("MaxVersionLevel", &Update::max_version_level, always),
        field("AllowDowngrade", &Update::allow_downgrade, between(0, 0)),
        field("UpgradeType", &Update::upgrade_type, since(1)),
    };
    friend bool operator==(const Update&, const Update&) = default;
  };

  std::int32_t timeout_ms = 60000;
  std::vector<Update> feature_updates;
  bool validate_only = false;

  static constexpr auto fields = std::tuple{
      field("timeoutMs", &UpdateFeaturesRequest::timeout_ms, always),
      field("FeatureUpdates", &UpdateFeaturesRequest::feature_updates, always),
      field("ValidateOnly", &UpdateFeaturesRequest::validate_only, since(1)),
  };
  friend bool operator==(const UpdateFeaturesRequest&, const UpdateFeaturesRequest&) = default;
};

}  // namespace kpp::wire
