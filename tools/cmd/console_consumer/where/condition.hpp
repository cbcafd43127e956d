#pragma once
// The expressions of --where.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "cmd/console_consumer/where/pattern.hpp"

namespace kpp::tools::console_consumer {

/// What a condition looks at.
enum class Subject : std::uint8_t { key, value, header, json };

enum class Relation : std::uint8_t {
  exists,
  equal,
  less,
  less_equal,
  greater,
  greater_equal,
  regex,
  glob,
};

struct Condition {
  Subject subject = Subject::value;
  std::string header{};                    // the name, of Subject::header
  nlohmann::json::json_pointer pointer{};  // into the value, of Subject::json
  Relation relation = Relation::exists;
  bool negated = false;               // true where the relation does not hold
  nlohmann::json operand{};           // of JSON's comparisons
  std::optional<std::string> text{};  // of equal and glob; none is null
  std::optional<Pattern> pattern{};   // of regex
};

/// - what: /a/pointer into a JSON value, key, value, header.NAME; in quotes if it has blanks: "/a b", header."a b"
/// - alone: it is there; with ! before it: it is not
/// - == and != with JSON, or with text where it is a key, value or header; null is absent
/// - < <= > >= between numbers, or between strings, in JSON
/// - =~ and !~ with a regular expression, ~ with a glob
///
/// != and !~ are also true for what is not there. The error is a sentence that says where.
[[nodiscard]] tl::expected<Condition, std::string> parse_condition(std::string_view text);

}  // namespace kpp::tools::console_consumer
