#include "record_io/line_fields.hpp"

#include <charconv>

#include "formats/moment.hpp"

namespace kpp::tools {
namespace {

/// Nothing for what is no number, or a negative one.
template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string in_quotes(std::string_view text) {
  return '\'' + std::string(text) + '\'';
}

}  // namespace

tl::expected<std::optional<std::int32_t>, std::string> parse_partition(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::string_view digits = text;
  take_prefix(digits, "Partition:");
  if (const auto number = whole_number<std::int32_t>(digits)) return number;
  return tl::unexpected(in_quotes(text) + " is no partition");
}

tl::expected<std::optional<Timestamp>, std::string> parse_timestamp(std::string_view text) {
  constexpr std::size_t digits_of_seconds = 10;
  if (text.empty() || text == "NO_TIMESTAMP") return std::nullopt;
  std::string_view digits = text;
  const bool printed = take_prefix(digits, "CreateTime:") || take_prefix(digits, "LogAppendTime:");
  const auto number = whole_number<Timestamp>(digits);
  if (number && (printed || digits.size() != digits_of_seconds)) return *number;
  if (!printed)
    if (const auto time = parse_time(text)) return time;
  return tl::unexpected(in_quotes(text) + " is no time");
}

}  // namespace kpp::tools
