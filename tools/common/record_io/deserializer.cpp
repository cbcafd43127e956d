#include "record_io/deserializer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>

#include "record_io/text.hpp"
#include "text/java_number.hpp"

namespace kpp::tools {
namespace {

constexpr std::string_view package = "org.apache.kafka.common.serialization.";

template <class Unsigned>
Unsigned big_endian(std::string_view bytes) noexcept {
  Unsigned value = 0;
  for (const char byte : bytes)
    value = static_cast<Unsigned>(value << 8U | static_cast<unsigned char>(byte));
  return value;
}

tl::unexpected<Error> wrong_size(std::string_view who, std::size_t size) {
  return kpp::fail(ErrorCode::invalid_argument, "Size of data received by " + std::string(who) +
                                                    " is not " + std::to_string(size));
}

template <class Signed, class Unsigned>
Result<void> append_whole(std::string& out, std::string_view bytes, std::string_view who) {
  if (bytes.size() != sizeof(Signed)) return wrong_size(who, sizeof(Signed));
  out += std::to_string(std::bit_cast<Signed>(big_endian<Unsigned>(bytes)));
  return {};
}

Result<void> append_long(std::string& out, std::string_view bytes) {
  return append_whole<std::int64_t, std::uint64_t>(out, bytes, "LongDeserializer");
}
Result<void> append_integer(std::string& out, std::string_view bytes) {
  return append_whole<std::int32_t, std::uint32_t>(out, bytes, "IntegerDeserializer");
}
Result<void> append_short(std::string& out, std::string_view bytes) {
  return append_whole<std::int16_t, std::uint16_t>(out, bytes, "ShortDeserializer");
}

Result<void> append_double(std::string& out, std::string_view bytes) {
  if (bytes.size() != 8) return wrong_size("Deserializer", 8);
  append_java_number(out, std::bit_cast<double>(big_endian<std::uint64_t>(bytes)));
  return {};
}
Result<void> append_float(std::string& out, std::string_view bytes) {
  if (bytes.size() != 4) return wrong_size("Deserializer", 4);
  append_java_number(out, std::bit_cast<float>(big_endian<std::uint32_t>(bytes)));
  return {};
}

Result<void> append_boolean(std::string& out, std::string_view bytes) {
  if (bytes.size() != 1) return wrong_size("BooleanDeserializer", 1);
  const auto byte = static_cast<signed char>(bytes.front());
  if (byte != 0 && byte != 1) {
    return kpp::fail(ErrorCode::invalid_argument,
                     "Unexpected byte received by BooleanDeserializer: " +
                         std::to_string(static_cast<int>(byte)));
  }
  out += byte == 1 ? "true" : "false";
  return {};
}

/// As Java's UUID.fromString: five hexadecimal numbers, each cut to its place's width.
Result<void> append_uuid(std::string& out, std::string_view bytes) {
  constexpr std::array<std::size_t, 5> widths{8, 4, 4, 4, 12};
  const auto refuse = [] {
    return kpp::fail(ErrorCode::invalid_argument, "Error parsing data into UUID");
  };
  std::string text;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::size_t end = i + 1 < widths.size() ? bytes.find('-') : bytes.size();
    if (end == std::string_view::npos || end == 0 || end > 16) return refuse();
    std::uint64_t number = 0;
    const auto [stop, error] = std::from_chars(bytes.data(), bytes.data() + end, number, 16);
    if (error != std::errc{} || stop != bytes.data() + end) return refuse();
    std::array<char, 16> hex{};
    const auto done = std::to_chars(hex.data(), hex.data() + hex.size(), number, 16);
    std::string digits(hex.data(), done.ptr);
    if (digits.size() > widths[i]) digits.erase(0, digits.size() - widths[i]);
    if (i > 0) text += '-';
    text.append(widths[i] - digits.size(), '0');
    text += digits;
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  out += text;
  return {};
}

Result<void> append_raw(std::string& out, std::string_view bytes) {
  out += bytes;
  return {};
}

/// As Java's Bytes.toString.
Result<void> append_escaped(std::string& out, std::string_view bytes) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (const char letter : bytes) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte >= ' ' && byte <= '~' && byte != '\\') {
      out += letter;
    } else {
      out += "\\x";
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    }
  }
  return {};
}

Result<void> append_utf8(std::string& out, std::string_view bytes) {
  append_as_utf8(out, bytes);
  return {};
}

Result<void> append_latin1(std::string& out, std::string_view bytes) {
  append_latin1_as_utf8(out, bytes);
  return {};
}

Result<void> append_ascii(std::string& out, std::string_view bytes) {
  for (const char letter : bytes) {
    if (static_cast<unsigned char>(letter) < 0x80U) {
      out += letter;
    } else {
      out += "\xEF\xBF\xBD";
    }
  }
  return {};
}

Result<void> refuse_all(std::string&, std::string_view) {
  return kpp::fail(ErrorCode::invalid_argument, "Data should be null for a VoidDeserializer.");
}

using Append = Result<void> (*)(std::string&, std::string_view);
struct Named {
  std::string_view name;
  Append append;
};

constexpr std::array classes{
    Named{"BooleanDeserializer", append_boolean}, Named{"ByteArrayDeserializer", append_raw},
    Named{"ByteBufferDeserializer", append_raw},  Named{"BytesDeserializer", append_escaped},
    Named{"DoubleDeserializer", append_double},   Named{"FloatDeserializer", append_float},
    Named{"IntegerDeserializer", append_integer}, Named{"LongDeserializer", append_long},
    Named{"ShortDeserializer", append_short},     Named{"StringDeserializer", append_utf8},
    Named{"UUIDDeserializer", append_uuid},       Named{"VoidDeserializer", refuse_all},
};

constexpr std::array encodings{
    Named{"utf-8", append_utf8},        Named{"utf8", append_utf8},
    Named{"iso-8859-1", append_latin1}, Named{"iso8859_1", append_latin1},
    Named{"latin1", append_latin1},     Named{"us-ascii", append_ascii},
    Named{"ascii", append_ascii},
};

Result<Append> encoded(std::string_view encoding) {
  std::string name(encoding);
  std::ranges::transform(name, name.begin(), [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
  const auto* found = std::ranges::find(encodings, name, &Named::name);
  if (found != encodings.end()) return found->append;
  return kpp::fail(ErrorCode::invalid_argument, "Unsupported encoding " + std::string(encoding) +
                                                    ": use UTF-8, ISO-8859-1 or US-ASCII");
}

std::string_view simple_name(std::string_view class_name) {
  if (class_name.starts_with(package)) class_name.remove_prefix(package.size());
  return class_name;
}

constexpr std::string_view for_both = "deserializer.encoding";
std::string_view for_one(Deserializer::Side side) {
  return side == Deserializer::Side::key ? "key.deserializer.encoding"
                                         : "value.deserializer.encoding";
}

std::optional<std::string> last_of(const Properties& settings, std::string_view name) {
  std::optional<std::string> last;
  for (const auto& [key, value] : settings)
    if (key == name) last = value;
  return last;
}

}  // namespace

bool Deserializer::has_setting(std::string_view class_name, Side side, std::string_view setting) {
  const std::string_view name = simple_name(class_name);
  return (name == "StringDeserializer" || name == "UUIDDeserializer") &&
         (setting == for_both || setting == for_one(side));
}

Result<Deserializer> Deserializer::named(std::string_view class_name, const Properties& settings,
                                         Side side) {
  const std::string_view name = simple_name(class_name);
  const auto* found = std::ranges::find(classes, name, &Named::name);
  if (found == classes.end()) {
    std::string text = "Deserializer '" + std::string(class_name) +
                       "' is a Java class that cannot be loaded here; there are";
    for (const Named& known : classes) {
      text += known.name == classes.front().name ? " " : ", ";
      text += known.name;
    }
    return kpp::fail(ErrorCode::invalid_argument, text);
  }
  if (!has_setting(class_name, side, for_both)) return Deserializer(found->append);
  auto encoding = last_of(settings, for_one(side));
  if (!encoding) encoding = last_of(settings, for_both);
  if (!encoding) return Deserializer(found->append);
  const auto chosen = encoded(*encoding);
  if (!chosen) return tl::unexpected(chosen.error());
  // Identifiers are ASCII in every one of these encodings.
  return Deserializer(name == "UUIDDeserializer" ? found->append : *chosen);
}

}  // namespace kpp::tools
