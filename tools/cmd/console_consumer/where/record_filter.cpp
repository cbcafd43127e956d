#include "cmd/console_consumer/where/record_filter.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <utility>

#include "cmd/console_consumer/where/glob.hpp"
#include "formats/json_file.hpp"

namespace kpp::tools::console_consumer {
namespace {

using Bytes = std::optional<std::string_view>;

std::partial_ordering order(const Json& a, const Json& b) {
  // Integers are compared as such: as doubles those beyond 2^53 would run together.
  if (a.is_number_integer() && b.is_number_integer()) {
    const bool a_large = a.is_number_unsigned() && a.get<std::uint64_t>() > INT64_MAX;
    const bool b_large = b.is_number_unsigned() && b.get<std::uint64_t>() > INT64_MAX;
    if (a_large && b_large) return a.get<std::uint64_t>() <=> b.get<std::uint64_t>();
    if (a_large != b_large)
      return a_large ? std::partial_ordering::greater : std::partial_ordering::less;
    return a.get<std::int64_t>() <=> b.get<std::int64_t>();
  }
  if (a.is_number() && b.is_number()) return a.get<double>() <=> b.get<double>();
  if (a.is_string() && b.is_string())
    return a.get_ref<const std::string&>() <=> b.get_ref<const std::string&>();
  return std::partial_ordering::unordered;
}

bool has_order(Relation relation, std::partial_ordering order) {
  switch (relation) {
    case Relation::less:
      return order < 0;
    case Relation::less_equal:
      return order <= 0;
    case Relation::greater:
      return order > 0;
    case Relation::greater_equal:
      return order >= 0;
    default:
      return false;
  }
}

bool matches(const Condition& condition, std::string_view text) {
  return condition.relation == Relation::regex ? condition.pattern->is_in(text)
                                               : glob_matches(*condition.text, text);
}

/// Whether the relation holds for what is there.
bool holds(const Condition& condition, const Json& json) {
  switch (condition.relation) {
    case Relation::exists:
      return true;
    case Relation::equal:
      return (json.is_number() && condition.operand.is_number())
                 ? order(json, condition.operand) == 0
                 : json == condition.operand;
    case Relation::regex:
    case Relation::glob:
      if (json.is_string()) return matches(condition, json.get_ref<const std::string&>());
      return json.is_primitive() && !json.is_null() && matches(condition, json.dump());
    default:
      return has_order(condition.relation, order(json, condition.operand));
  }
}

bool holds(const Condition& condition, Bytes bytes) {
  switch (condition.relation) {
    case Relation::exists:
      return bytes.has_value();
    case Relation::equal:
      return bytes == condition.text;
    default:
      return bytes && matches(condition, *bytes);
  }
}

bool holds(const Condition& condition, std::span<const HeaderView> headers) {
  return std::ranges::any_of(headers, [&](const HeaderView& header) {
    if (header.key != condition.header) return false;
    return condition.relation == Relation::exists || holds(condition, header.value);
  });
}

const Json* find(const Json& json, const Json::json_pointer& pointer) {
  try {
    return json.contains(pointer) ? &json.at(pointer) : nullptr;
  } catch (const Json::exception&) {
    return nullptr;  // an array's index that no number holds
  }
}

}  // namespace

RecordFilter::RecordFilter(std::vector<Condition> conditions) : conditions_(std::move(conditions)) {
  for (const Condition& condition : conditions_) {
    wants_headers_ = wants_headers_ || condition.subject == Subject::header;
    wants_json_ = wants_json_ || condition.subject == Subject::json;
  }
}

bool RecordFilter::accepts(const RecordFields& record) const {
  const std::optional<Json> json =
      wants_json_ && record.value ? parse_json(*record.value) : std::nullopt;
  const auto holds_here = [&](const Condition& condition) {
    switch (condition.subject) {
      case Subject::key:
        return holds(condition, record.key);
      case Subject::value:
        return holds(condition, record.value);
      case Subject::header:
        return holds(condition, record.headers);
      case Subject::json:
        if (const Json* place = json ? find(*json, condition.pointer) : nullptr)
          return holds(condition, *place);
        return false;
    }
    return false;
  };
  return std::ranges::all_of(conditions_, [&](const Condition& condition) {
    return holds_here(condition) != condition.negated;
  });
}

}  // namespace kpp::tools::console_consumer
