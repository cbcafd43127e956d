#pragma once

#include <string>

#include "kpp/types.hpp"

namespace kpp::tools {

/// Appends "2026-05-01T10:00:00.123Z": always UTC, always milliseconds. False, and nothing appended, for years that
/// have no four digits.
[[nodiscard]] bool append_rfc3339(std::string& out, Timestamp time);

}  // namespace kpp::tools
