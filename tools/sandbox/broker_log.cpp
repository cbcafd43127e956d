#include "sandbox/broker_log.hpp"

#include <algorithm>
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
  struct Found {
    std::string message;
    std::string exception;  // the first line after an error that begins no other record
  };
  std::vector<Found> errors;
  bool in_error = false;
  for (const std::string& line : lines) {
    std::string message;
    if (line.starts_with('[')) {
      in_error = take_error(line, message);
      if (in_error) errors.push_back({std::move(message), {}});
    } else if (in_error && !line.empty() && line.front() != '\t' && line.front() != ' ') {
      std::string& exception = errors.back().exception;
      if (line.starts_with("Caused by: ")) {
        exception = line.substr(11);
      } else if (exception.empty()) {
        exception = line;
      }
    } else if (errors.empty() && is_java_complaint(line)) {
      errors.push_back({line, {}});
    }
  }
  if (errors.empty()) return {};
  // The very last one may say only that Kafka ends, after one that says why.
  const auto reasoned = std::ranges::find_if(
      errors.rbegin(), errors.rend(), [](const Found& error) { return !error.exception.empty(); });
  const Found& best = reasoned == errors.rend() ? errors.back() : *reasoned;
  if (best.exception.empty() || best.message.find(best.exception) != std::string::npos)
    return best.message;
  return best.message + ": " + best.exception;
}

}  // namespace kpp::tools::sandbox
