#include "record_io/coordinator/json.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "kpp/types.hpp"
#include "record_io/big_endian.hpp"
#include "record_io/text.hpp"

namespace kpp::tools::coordinator {
namespace {

/// A string as Jackson writes it.
void append_string(std::string& out, std::string_view bytes) {
  constexpr std::string_view escaped = "\"\\\b\t\n\f\r";
  constexpr std::string_view letters = "\"\\btnfr";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  append_as_utf8(text, bytes);
  out += '"';
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (const std::size_t at = escaped.find(letter); at != std::string_view::npos) {
      out += '\\';
      out += letters[at];
    } else if (byte < 0x20U) {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += letter;
    }
  }
  out += '"';
}

/// Takes values off the front of a message; once something is wrong, nothing more comes.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool fine() const noexcept { return problem_.empty(); }
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  [[nodiscard]] std::size_t left() const noexcept { return bytes_.size(); }

  void fail(std::string problem) {
    if (fine()) problem_ = std::move(problem);
    bytes_ = {};
  }

  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) {
      fail("it ends too early");
      return {};
    }
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  std::int64_t number(std::size_t size) {
    const std::string_view taken = take(size);
    return taken.empty() ? 0 : big_endian(taken);
  }

  std::uint32_t varint() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 32; shift += 7) {
      const auto byte = static_cast<std::uint32_t>(number(1)) & 0xFFU;
      value |= (byte & 0x7FU) << shift;
      if (byte < 0x80U) return value;
    }
    fail("a variable-length number is too long");
    return 0;
  }

 private:
  std::string_view bytes_;
  std::string problem_;
};

std::size_t width_of(Type type) noexcept {
  switch (type) {
    case Type::int8:
      return 1;
    case Type::int16:
      return 2;
    case Type::int32:
      return 4;
    case Type::int64:
      return 8;
    default:
      return 0;
  }
}

/// The fields of one version from one reader.
class Converter {
 public:
  Converter(Reader& reader, std::int16_t version, bool flexible)
      : reader_(reader), version_(version), flexible_(flexible) {}

  /// Tagged fields are read last and may stand in the middle, so each field's text is kept until all are there.
  std::string object(std::span<const Field> fields) {
    std::vector<std::optional<std::string>> texts(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (is_here(fields[i]) && fields[i].tag < 0) texts[i] = value(fields[i]);
    if (flexible_) tagged(fields, texts);
    std::string out = "{";
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!texts[i]) continue;
      if (out.size() > 1) out += ',';
      append_string(out, fields[i].name);
      out += ':' + *texts[i];
    }
    return out + '}';
  }

 private:
  [[nodiscard]] bool is_here(const Field& field) const noexcept {
    return version_ >= field.since && version_ <= field.until;
  }

  void tagged(std::span<const Field> fields, std::vector<std::optional<std::string>>& texts) {
    for (std::uint32_t count = reader_.varint(); count > 0 && reader_.fine(); --count) {
      const std::uint32_t tag = reader_.varint();
      Reader content(reader_.take(reader_.varint()));
      const auto known = std::ranges::find_if(fields, [&](const Field& field) {
        return field.tag >= 0 && static_cast<std::uint32_t>(field.tag) == tag && is_here(field);
      });
      if (known == fields.end() || !reader_.fine()) continue;
      std::string text = Converter(content, version_, flexible_).value(*known);
      if (!content.fine()) reader_.fail(content.problem());
      if (text != usual(*known))
        texts[static_cast<std::size_t>(known - fields.begin())] = std::move(text);
    }
  }

  static std::string usual(const Field& field) {
    return field.type == Type::uuid ? '"' + Uuid{}.to_string() + '"'
                                    : std::to_string(field.usually);
  }

  /// Negative for null.
  std::int64_t length(std::size_t width) {
    return flexible_ ? static_cast<std::int64_t>(reader_.varint()) - 1 : reader_.number(width);
  }

  std::string value(const Field& field) {
    if (!field.array) return single(field);
    const std::int64_t count = length(4);
    if (count < 0) return null(field);
    // Each takes at least one byte.
    if (static_cast<std::uint64_t>(count) > reader_.left()) {
      reader_.fail("it ends too early");
      return {};
    }
    std::string out = "[";
    for (std::int64_t i = 0; i < count && reader_.fine(); ++i) {
      if (i > 0) out += ',';
      out += single(field);
    }
    return out + ']';
  }

  std::string single(const Field& field) {
    switch (field.type) {
      case Type::object:
        return object(field.fields);
      case Type::uuid:
        return uuid();
      case Type::string:
      case Type::bytes:
        return text(field);
      default:
        return std::to_string(reader_.number(width_of(field.type)));
    }
  }

  std::string uuid() {
    std::array<std::byte, 16> bytes{};
    const std::string_view taken = reader_.take(bytes.size());
    std::memcpy(bytes.data(), taken.data(), taken.size());
    return '"' + Uuid{bytes}.to_string() + '"';
  }

  std::string text(const Field& field) {
    const std::int64_t size = length(field.type == Type::string ? 2 : 4);
    if (size < 0) return null(field);
    const std::string_view taken = reader_.take(static_cast<std::size_t>(size));
    std::string out;
    if (field.type == Type::string) {
      append_string(out, taken);
    } else {
      out += '"';
      append_base64(out, taken);
      out += '"';
    }
    return out;
  }

  std::string null(const Field& field) {
    if (!field.nullable)
      reader_.fail("non-nullable field " + std::string(field.name) + " was serialized as null");
    return "null";
  }

  Reader& reader_;
  std::int16_t version_;
  bool flexible_;
};

}  // namespace

tl::expected<void, std::string> append_json(std::string& out, const Message& message,
                                            std::int16_t version, std::string_view bytes) {
  Reader reader(bytes);
  const std::string text =
      Converter(reader, version, version >= message.first_flexible).object(message.fields);
  if (!reader.fine()) return tl::unexpected(reader.problem());
  out += text;
  return {};
}

}  // namespace kpp::tools::coordinator
