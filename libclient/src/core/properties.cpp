#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "kpp/config.hpp"

// Java's .properties syntax as java.util.Properties.load documents it.

namespace kpp {
namespace {

constexpr bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\f';
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

/// Four hexadecimal digits at `at`, or -1.
int hex4(std::string_view text, std::size_t at) noexcept {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    int digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/// Resolves the escapes; false for a bad \u.
bool unescape(std::string_view raw, std::string& out) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out += raw[i];
      continue;
    }
    if (++i == raw.size()) break;
    switch (raw[i]) {
      case 't':
        out += '\t';
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 'f':
        out += '\f';
        break;
      case 'u': {
        const int unit = hex4(raw, i + 1);
        if (unit < 0) return false;
        i += 4;
        auto code = static_cast<std::uint32_t>(unit);
        // Java writes a character beyond the basic plane as two escapes.
        if (code >= 0xD800 && code < 0xDC00 && raw.substr(i + 1).starts_with("\\u")) {
          const int low = hex4(raw, i + 3);
          if (low >= 0xDC00 && low < 0xE000) {
            code =
                0x10000U + ((code - 0xD800U) << 10U) + (static_cast<std::uint32_t>(low) - 0xDC00U);
            i += 6;
          }
        }
        append_utf8(out, code);
        break;
      }
      default:
        out += raw[i];
    }
  }
  return true;
}

/// True if the line ends in a backslash that is not itself escaped.
bool continues(std::string_view line) noexcept {
  std::size_t slashes = 0;
  while (slashes < line.size() && line[line.size() - 1 - slashes] == '\\') ++slashes;
  return slashes % 2 == 1;
}

std::string_view skip_blanks(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

/// Takes one natural line off `text`; "\n", "\r" and "\r\n" end it.
std::string_view take_line(std::string_view& text) noexcept {
  const std::size_t end = text.find_first_of("\r\n");
  const std::string_view line = text.substr(0, end);
  if (end == std::string_view::npos) {
    text = {};
  } else {
    const bool crlf = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (crlf ? 2 : 1));
  }
  return line;
}

bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80U   ? 1
                               : lead < 0xC2U ? 0
                               : lead < 0xE0U ? 2
                               : lead < 0xF0U ? 3
                               : lead < 0xF5U ? 4
                                              : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return false;
    i += length;
  }
  return true;
}

}  // namespace

Result<Properties> parse_properties(std::string_view text) {
  // Java reads ISO-8859-1. Files written today are mostly UTF-8, where that reading would garble
  // every letter beyond ASCII, so it is the fallback for what is not UTF-8.
  std::string latin1;
  if (!is_utf8(text)) {
    for (const char c : text) append_utf8(latin1, static_cast<unsigned char>(c));
    text = latin1;
  }

  Properties properties;
  std::size_t line_number = 0;
  while (!text.empty()) {
    const std::size_t first_line = ++line_number;
    std::string_view natural = skip_blanks(take_line(text));
    if (natural.empty() || natural.front() == '#' || natural.front() == '!') continue;
    std::string logical;
    while (continues(natural)) {
      logical.append(natural.substr(0, natural.size() - 1));
      if (text.empty()) {
        natural = {};
        break;
      }
      ++line_number;
      natural = skip_blanks(take_line(text));
    }
    logical.append(natural);

    std::size_t key_end = 0;
    while (key_end < logical.size()) {
      const char c = logical[key_end];
      if (c == '\\') {
        key_end += 2;
        continue;
      }
      if (c == '=' || c == ':' || is_blank(c)) break;
      ++key_end;
    }
    key_end = std::min(key_end, logical.size());
    const std::string_view whole = logical;
    std::string_view rest = skip_blanks(whole.substr(key_end));
    if (!rest.empty() && (rest.front() == '=' || rest.front() == ':'))
      rest = skip_blanks(rest.substr(1));

    std::pair<std::string, std::string> entry;
    if (!unescape(whole.substr(0, key_end), entry.first) || !unescape(rest, entry.second)) {
      return fail(ErrorCode::invalid_config_value,
                  "line " + std::to_string(first_line) + ": malformed \\uXXXX escape");
    }
    std::erase_if(properties, [&](const auto& other) { return other.first == entry.first; });
    properties.push_back(std::move(entry));
  }
  return properties;
}

Result<Properties> read_properties(const std::filesystem::path& file) {
  const auto failed = [&](int reason) {
    return fail(ErrorCode::io_error, file.string() + ": " + std::strerror(reason));
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rbe"),
                                                               &std::fclose);
  if (!stream) return failed(errno);
  std::string text;
  char block[16384];
  std::size_t got = 0;
  while ((got = std::fread(block, 1, sizeof block, stream.get())) > 0) text.append(block, got);
  if (std::ferror(stream.get()) != 0) return failed(errno);
  return parse_properties(text).map_error([&](const Error& error) {
    return Error(error.code(), file.string() + ": " + error.message());
  });
}

}  // namespace kpp
