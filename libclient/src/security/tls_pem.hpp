#pragma once
/// \file
/// Stores of any kind as PEM text, which is what librdkafka takes.

#include <optional>
#include <string>

#include "security/tls_settings.hpp"

namespace kpp::security {

struct TlsPem {
  std::optional<std::string> trusted;  ///< None: the system's own, or a folder.
  std::optional<std::string> certificates;
  std::optional<std::string> key;  ///< Not encrypted.
};

/// Reads every store of the settings, so that what is wrong with one is said in the same words by both planes.
[[nodiscard]] Result<TlsPem> read_tls_as_pem(const TlsSettings& settings);

}  // namespace kpp::security
