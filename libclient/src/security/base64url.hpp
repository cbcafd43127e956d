#pragma once
/// \file
/// Base64, plain and as URLs have it (RFC 4648).

#include <optional>
#include <string>
#include <string_view>

namespace kpp::security {

[[nodiscard]] std::string base64(std::string_view bytes);
/// Without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
/// Nothing for what is no Base64 of URLs.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace kpp::security
