#pragma once
// Comma-separated values as Kafka's tools write and read them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kpp::tools {

/// Appends one field, in quotes where Kafka's tools put them: around a text that is longer than 24
/// letters or holds a character that sorts below '-' (the comma, quotes, blanks, '+' and others).
void append_csv_field(std::string& line, std::string_view field);

/// The fields of one line, which has no line end. Nothing if a quote is not closed or is followed by
/// anything but a comma.
[[nodiscard]] std::optional<std::vector<std::string>> split_csv_line(std::string_view line);

}  // namespace kpp::tools
