#include "formats/csv.hpp"

#include <algorithm>

#include "text/java_width.hpp"

namespace kpp::tools {

void append_csv_field(std::string& line, std::string_view field) {
  constexpr std::size_t longest_unquoted = 24;
  const bool quoted =
      java_width(field) > longest_unquoted ||
      std::ranges::any_of(field, [](char c) { return static_cast<unsigned char>(c) < '-'; });
  if (!quoted) {
    line += field;
    return;
  }
  line += '"';
  for (const char c : field) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

std::optional<std::vector<std::string>> split_csv_line(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t at = 0;; ++at) {
    std::string& field = fields.emplace_back();
    if (at < line.size() && line[at] == '"') {
      for (++at;; ++at) {
        if (at == line.size()) return std::nullopt;
        if (line[at] == '"' && !line.substr(at + 1).starts_with('"')) break;
        if (line[at] == '"') ++at;
        field += line[at];
      }
      ++at;
    } else {
      while (at < line.size() && line[at] != ',') field += line[at++];
    }
    if (at == line.size()) return fields;
    if (line[at] != ',') return std::nullopt;
  }
}

}  // namespace kpp::tools
