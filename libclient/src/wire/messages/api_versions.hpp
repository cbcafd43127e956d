#pragma once
/// \file
/// ApiVersions: which requests and versions a broker has (KIP-35), its features (KIP-584), who the
/// client is (KIP-511).

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ApiVersionsResponse {
  struct Key {
    std::int16_t api_key = 0;
    std::int16_t min_version = 0;
    std::int16_t max_version = 0;

    static constexpr auto fields = std::tuple{
        field("ApiKey", &Key::api_key, always),
        field("MinVersion", &Key::min_version, always),
        field("MaxVersion", &Key::max_version, always),
    };
    friend bool operator==(const Key&, const Key&) = default;
  };

  struct SupportedFeature {
    std::string name;
    std::int16_t min_version = 0;
    std::int16_t max_version = 0;

    static constexpr auto fields = std::tuple{
        field("Name", &SupportedFeature::name, since(3)),
        field("MinVersion", &SupportedFeature::min_version, since(3)),
        field("MaxVersion", &SupportedFeature::max_version, since(3)),
    };
    friend bool operator==(const SupportedFeature&, const SupportedFeature&) = default;
  };

  struct FinalizedFeature {
    std::string name;
    std::int16_t max_version_level = 0;
    std::int16_t min_version_level = 0;

    static constexpr auto fields = std::tuple{
        field("Name", &FinalizedFeature::name, since(3)),
        field("MaxVersionLevel", &FinalizedFeature::max_version_level, since(3)),
        field("MinVersionLevel", &FinalizedFeature::min_version_level, since(3)),
    };
    friend bool operator==(const FinalizedFeature&, const FinalizedFeature&) = default;
  };

  std::int16_t error_code = 0;
  std::vector<Key> api_keys;
  std::int32_t throttle_time_ms = 0;
  std::vector<SupportedFeature> supported_features;
  std::int64_t finalized_features_epoch = -1;
  std::vector<FinalizedFeature> finalized_features;
  bool zk_migration_ready = false;

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &ApiVersionsResponse::error_code, always),
      field("ApiKeys", &ApiVersionsResponse::api_keys, always),
      field("ThrottleTimeMs", &ApiVersionsResponse::throttle_time_ms, since(1)).ignorable(),
      field("SupportedFeatures", &ApiVersionsResponse::supported_features, since(3))
          .tagged(0)
          .ignorable(),
      field("FinalizedFeaturesEpoch", &ApiVersionsResponse::finalized_features_epoch, since(3))
          .tagged(1)
          .ignorable(),
      field("FinalizedFeatures", &ApiVersionsResponse::finalized_features, since(3))
          .tagged(2)
          .ignorable(),
      field("ZkMigrationReady", &ApiVersionsResponse::zk_migration_ready, since(3))
          .tagged(3)
          .ignorable(),
  };
  friend bool operator==(const ApiVersionsResponse&, const ApiVersionsResponse&) = default;
};

struct ApiVersionsRequest {
  static constexpr ApiKey api_key = ApiKey::api_versions;
  static constexpr VersionRange versions = between(0, 4);
  static constexpr std::int16_t flexible_from = 3;
  using Response = ApiVersionsResponse;

  /// A broker that does not know the asked version answers in version 0, with the error
  /// UNSUPPORTED_VERSION and the versions that it has (KIP-511). The error code comes first in
  /// every version.
  static std::int16_t answered_version(std::span<const std::byte> body,
                                       std::int16_t asked) noexcept;

  std::string client_software_name;
  std::string client_software_version;

  static constexpr auto fields = std::tuple{
      field("ClientSoftwareName", &ApiVersionsRequest::client_software_name, since(3)).ignorable(),
      field("ClientSoftwareVersion", &ApiVersionsRequest::client_software_version, since(3))
          .ignorable(),
  };
  friend bool operator==(const ApiVersionsRequest&, const ApiVersionsRequest&) = default;
};

}  // namespace kpp::wire
