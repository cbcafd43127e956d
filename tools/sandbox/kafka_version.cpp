#include "sandbox/kafka_version.hpp"

#include <algorithm>
#include <charconv>

namespace kpp::tools::sandbox {
namespace {

/// Takes a number and, but for the last one, the dot behind it.
bool take_number(std::string_view& text, int& number, bool last) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (last) return true;
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  return true;
}

/// A qualifier such as "-rc0". It becomes part of file names and of a document for Maven.
bool is_qualifier(std::string_view text) {
  return text.empty() ||
         (text.front() == '-' && text.size() > 1 && std::ranges::all_of(text.substr(1), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '-' || c == '.';
          }));
}

}  // namespace

Result<KafkaVersion> parse_kafka_version(std::string_view text) {
  KafkaVersion version{.text = std::string(text)};
  int patch = 0;
  std::string_view rest = text;
  if (!take_number(rest, version.major, false) || !take_number(rest, version.minor, false) ||
      !take_number(rest, patch, true) || !is_qualifier(rest)) {
    return fail(ErrorCode::invalid_argument,
                "'" + std::string(text) + "' is no version of Apache Kafka; one looks like " +
                    std::string(default_kafka_version));
  }
  if (!version.at_least(2, 4)) {
    return fail(
        ErrorCode::invalid_argument,
        "Kafka " + version.text + " is too old for the sandbox, which runs 2.4.0 and newer");
  }
  return version;
}

}  // namespace kpp::tools::sandbox
