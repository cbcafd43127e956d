#pragma once
// JSON files as Kafka's tools read them: {"version":1,"partitions":[{"topic":"t","partition":0}]}.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/error.hpp"

namespace kpp::tools {

using Json = nlohmann::json;

/// The whole text of a file; the error is a sentence that names it.
[[nodiscard]] Result<std::string> read_text_file(const std::string& path);

/// Nothing if the text is no JSON.
[[nodiscard]] std::optional<Json> parse_json(std::string_view text);

/// The fields that a file must have, with the words of Kafka's tools where they are missing or of another type.
[[nodiscard]] Result<Json> object_field(const Json& object, std::string_view name);
[[nodiscard]] Result<std::string> text_field(const Json& object, std::string_view name);
[[nodiscard]] Result<std::int32_t> int32_field(const Json& object, std::string_view name);
[[nodiscard]] Result<std::int64_t> int64_field(const Json& object, std::string_view name);
[[nodiscard]] Result<Json> array_of(const Json& value);

/// "version", which may be missing.
[[nodiscard]] Result<std::int32_t> version_of(const Json& document, std::int32_t otherwise);

}  // namespace kpp::tools
