#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "record_io/coordinator/schema.hpp"

namespace kpp::tools::coordinator {

/// Appends a message as Kafka's own converters print it: fields in their order, bytes as base64, UUIDs by Kafka's letters,
/// a tagged field only where it says something. Bytes behind the message do not count. The error says what is wrong.
[[nodiscard]] tl::expected<void, std::string> append_json(std::string& out, const Message& message,
                                                          std::int16_t version,
                                                          std::string_view bytes);

}  // namespace kpp::tools::coordinator
