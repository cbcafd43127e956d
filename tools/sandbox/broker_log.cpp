#include "sandbox/broker_log.hpp"

#include <deque>
#include <fstream>
#include <string_view>

namespace kpp::tools::sandbox {
namespace {

/// "[2026-11-21 02:25:57,123] ERROR message (logger)": the message, if it is one of an error.
bool take_error(std::string_view line, std::string& message) {
  const std::size_t end_of_time = line.find("] ");
  if (end_of_time == std::string_view::npos) return false;
  std::string_view rest = line.substr(end_of_time + 2);
  if (!rest.starts_with("ERROR ") && !rest.starts_with("FATAL ")) return false;
  rest.remove_prefix(6);
  if (const std::size_t logger = rest.rfind(" ("); logger != std::string_view::npos)
    rest = rest.substr(0, logger);
  message = rest;
  return true;
}

bool is_java_complaint(std::string_view line) {
  return line.starts_with("Error: ") || line.starts_with("Error occurred ") ||
         line.starts_with("Exception in thread ") || line.starts_with("Unrecognized ") ||
         line.starts_with("Invalid ") || line.starts_with("Terminating due to ") ||
         line.starts_with("java.lang.");
}

}  // namespace

std::vector<std::string> last_lines(const std::filesystem::path& log, std::size_t count) {
  std::ifstream stream(log, std::ios::binary);
  std::deque<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(std::move(line));
    if (lines.size() > count) lines.pop_front();
  }
  return {lines.begin(), lines.end()};
}

std::string last_error(const std::vector<std::string>& lines) {
  std::string message;
  std::string exception;  // the first line after an error that begins no other record
  bool in_error = false;
  bool from_log = false;
  for (const std::string& line : lines) {
    std::string found;
    if (line.starts_with('[')) {
      in_error = take_error(line, found);
      if (in_error) {
        message = std::move(found);
        exception.clear();
        from_log = true;
      }
    } else if (in_error && !line.empty() && line.front() != '\t' && line.front() != ' ') {
      if (exception.empty() || line.starts_with("Caused by: "))
        exception = line.substr(line.starts_with("Caused by: ") ? 11 : 0);
    } else if (!from_log && message.empty() && is_java_complaint(line)) {
      message = line;
    }
  }
  if (exception.empty() || message.find(exception) != std::string::npos) return message;
  return message.empty() ? exception : message + ": " + exception;
}

}  // namespace kpp::tools::sandbox
