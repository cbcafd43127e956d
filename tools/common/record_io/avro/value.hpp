#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "record_io/avro/schema.hpp"

namespace kpp::tools::avro {

/// Appends a value in Avro's binary encoding as its JSON encoding: bytes and fixed are strings of U+0000 to U+00FF, and what
/// stands in a union is {"its type": it}, but for null. Numbers that JSON has not (NaN, infinity) are strings, text that is
/// no UTF-8 has U+FFFD. The error says what is wrong with the bytes; `out` may then have a part of it.
[[nodiscard]] tl::expected<void, std::string> append_value(std::string& out, const Schema& schema,
                                                           std::string_view bytes);

}  // namespace kpp::tools::avro
