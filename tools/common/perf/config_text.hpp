#pragma once

#include <map>
#include <string>
#include <string_view>

namespace kpp::tools {

/// What --print-config prints: a heading, and a client's settings in effect, a line each. `client` is "Producer" or
/// "Consumer".
[[nodiscard]] std::string config_text(std::string_view client,
                                      const std::map<std::string, std::string>& config);

}  // namespace kpp::tools
