#pragma once
// What every renderer of JSON needs.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "kpp/error.hpp"

namespace kpp::tools {

using OrderedJson = nlohmann::ordered_json;

/// One line. Names may hold any bytes; what is not UTF-8 is replaced.
[[nodiscard]] inline std::string json_line(const OrderedJson& object) {
  return object.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

template <class Value>
[[nodiscard]] OrderedJson json_or_null(const std::optional<Value>& value) {
  return value ? OrderedJson(*value) : OrderedJson(nullptr);
}

[[nodiscard]] inline OrderedJson json_of(const Error& error) {
  return {{"code", name(error.code())}, {"message", error.message()}};
}

}  // namespace kpp::tools
