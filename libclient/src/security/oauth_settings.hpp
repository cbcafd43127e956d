#pragma once
/// \file
/// Where the token of an OAUTHBEARER login comes from (KIP-255, KIP-768).

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "core/jaas.hpp"
#include "kpp/config.hpp"
#include "kpp/error.hpp"

namespace kpp::security {

struct OAuthSettings {
  enum class Source : std::uint8_t {
    claims,    ///< Made here, without a signature: for tests of a broker that believes it.
    file,      ///< Stands in a file, which somebody else keeps current.
    endpoint,  ///< From an authorisation server, for the client's own name and secret.
  };
  Source source = Source::claims;

  std::string url;  ///< The endpoint, or the file's path.
  std::string client_id;
  std::string client_secret;
  std::string scope;
  bool encode_client = false;  ///< sasl.oauthbearer.header.urlencode (KIP-1139)
  std::chrono::milliseconds connect_timeout{10000};
  std::chrono::milliseconds read_timeout{10000};
  std::string authorities;  ///< A PEM file or a folder; empty: the system's own.

  std::string claims;  ///< JSON, without the times.
  std::chrono::seconds lifetime{3600};
  std::string principal_claim = "sub";

  /// Told to the broker with the token.
  std::map<std::string, std::string> extensions;
};

[[nodiscard]] Result<OAuthSettings> read_oauth_settings(const Config& config,
                                                        const core::JaasEntry& jaas);

}  // namespace kpp::security
