#include "cmd/configs/changes.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <optional>

namespace kpp::tools::configs {
namespace {

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Kafka's rule for "not inside brackets": the next closing one has an opening one before it.
bool is_outside_brackets(std::string_view rest) {
  const std::size_t closing = rest.find(']');
  return closing == std::string_view::npos || rest.find('[') < closing;
}

std::vector<std::string_view> split_outside_brackets(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != separator || !is_outside_brackets(text.substr(at + 1))) continue;
    parts.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

bool is_config_name(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("$._-").find(c) != std::string_view::npos;
  });
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Each name once, with its last value, and only names that Kafka allows.
Result<Pairs> checked(const Pairs& pairs) {
  std::map<std::string, std::string> by_name;
  for (const auto& [name, value] : pairs) {
    if (!is_config_name(name))
      return kpp::fail(ErrorCode::invalid_argument,
                       "Invalid character found for config key: " + name);
    by_name.insert_or_assign(name, value);
  }
  return Pairs(by_name.begin(), by_name.end());
}

std::optional<std::int32_t> parse_int(std::string_view text) {
  std::int32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace

Result<Pairs> parse_added(std::string_view text) {
  std::vector<std::string_view> parts = split_outside_brackets(text, ',');
  // As Java's String.split: empty parts at the end do not count.
  while (parts.size() > 1 && parts.back().empty()) parts.pop_back();
  Pairs pairs;
  for (const std::string_view part : parts) {
    const std::vector<std::string_view> sides = split_outside_brackets(part, '=');
    if (sides.size() != 2)
      return kpp::fail(ErrorCode::invalid_argument,
                       "requirement failed: Invalid entity config: all configs to be added must be "
                       "in the format \"key=val\" or  \"key=[val1,val2]\" to group values which "
                       "contain commas.");
    std::string value(sides[1]);
    std::erase_if(value, [](char c) { return c == '[' || c == ']'; });
    pairs.emplace_back(trim(sides[0]), trim(value));
  }
  return checked(pairs);
}

Result<Changes> parse_changes(const Options& options) {
  Changes changes;
  if (const auto file = options.value("add-config-file")) {
    const auto properties = read_properties(*file);
    if (!properties) return tl::unexpected(properties.error());
    auto added = checked(*properties);
    if (!added) return tl::unexpected(added.error());
    changes.add = std::move(*added);
  }
  if (const auto text = options.value("add-config")) {
    auto added = parse_added(*text);
    if (!added) return tl::unexpected(added.error());
    changes.add = std::move(*added);
  }
  for (const std::string& names : options.values("delete-config"))
    for (const std::string_view name : split_outside_brackets(names, ','))
      if (!name.empty()) changes.remove.emplace_back(trim(name));
  return changes;
}

Result<ScramAlteration> parse_password(const std::string& user, ScramMechanism mechanism,
                                       std::string_view text) {
  const std::string mechanism_name(name(mechanism));
  const auto invalid = [&] {
    return kpp::fail(ErrorCode::invalid_argument,
                     "Invalid credential property " + mechanism_name +
                         ": it must be [iterations=N,password=PASSWORD] or [password=PASSWORD]");
  };
  constexpr std::string_view iterations_key = "iterations=";
  constexpr std::string_view password_key = "password=";
  std::int32_t iterations = scram_iterations;
  if (text.starts_with(iterations_key)) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return invalid();
    const auto number =
        parse_int(text.substr(iterations_key.size(), comma - iterations_key.size()));
    if (!number) return invalid();
    if (*number != -1) iterations = *number;
    text.remove_prefix(comma + 1);
  }
  if (!text.starts_with(password_key)) return invalid();
  if (iterations < scram_iterations)
    return kpp::fail(ErrorCode::invalid_argument,
                     "Iterations " + std::to_string(iterations) + " is less than the minimum " +
                         std::to_string(scram_iterations) + " required for " + mechanism_name);
  ScramAlteration alteration =
      ScramAlteration::set(user, mechanism, std::string(text.substr(password_key.size())));
  alteration.iterations = iterations;
  return alteration;
}

Result<double> parse_quota(std::string_view name, std::string_view text) {
  std::string_view digits = trim(text);
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  if (!digits.empty() && std::string_view("dDfF").find(digits.back()) != std::string_view::npos)
    digits.remove_suffix(1);
  double value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  // Numbers only: from_chars also knows "inf" and "nan".
  const bool begins_well = !digits.empty() && (digits.front() == '.' ||
                                               (digits.front() >= '0' && digits.front() <= '9'));
  if (digits == "Infinity") {
    value = std::numeric_limits<double>::infinity();
  } else if (digits == "NaN") {
    value = std::numeric_limits<double>::quiet_NaN();
  } else if (!begins_well || error != std::errc{} || stop != end) {
    return kpp::fail(ErrorCode::invalid_argument, "Cannot parse quota configuration value for " +
                                                      std::string(name) + ": " + std::string(text));
  }
  return negative ? -value : value;
}

}  // namespace kpp::tools::configs
