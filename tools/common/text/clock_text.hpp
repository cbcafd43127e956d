#pragma once

#include <chrono>
#include <string>

namespace kpp::tools {

/// "0:03", "1:02:03"
[[nodiscard]] std::string clock_text(std::chrono::seconds time);

}  // namespace kpp::tools
