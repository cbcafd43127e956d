#pragma once

#include <string>
#include <string_view>

namespace kpp::tools {

/// One line: {"version":1,"error":{"code":"TOPIC_ALREADY_EXISTS","message":"..."}}
[[nodiscard]] std::string json_error(std::string_view code, std::string_view message);

}  // namespace kpp::tools
