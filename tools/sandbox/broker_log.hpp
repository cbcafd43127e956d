#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kpp::tools::sandbox {

/// The last lines of a log.
[[nodiscard]] std::vector<std::string> last_lines(const std::filesystem::path& log,
                                                  std::size_t count);

/// Why a broker ended, in its own words: its last error with the exception that belongs to it, or
/// what Java said if it came to no log. Empty if the log says nothing.
[[nodiscard]] std::string last_error(const std::vector<std::string>& lines);

}  // namespace kpp::tools::sandbox
