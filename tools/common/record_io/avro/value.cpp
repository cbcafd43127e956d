#include "record_io/avro/value.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "record_io/json_string.hpp"
#include "record_io/text.hpp"
#include "text/java_number.hpp"

namespace kpp::tools::avro {
namespace {

// The converter calls itself for each level.
constexpr int deepest = 512;
// Items that take no bytes, such as null, could be without end.
constexpr std::uint64_t most_without_bytes = 100'000;

/// Takes values off the front; once something is wrong, nothing more comes.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool fine() const noexcept { return problem_.empty(); }
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  [[nodiscard]] bool at_end() const noexcept { return bytes_.empty(); }

  void fail(std::string problem) {
    if (fine()) problem_ = std::move(problem);
    bytes_ = {};
  }

  std::string_view take(std::uint64_t size) {
    if (size > bytes_.size()) {
      fail("it ends too early");
      return {};
    }
    const std::string_view taken = bytes_.substr(0, static_cast<std::size_t>(size));
    bytes_.remove_prefix(taken.size());
    return taken;
  }

  std::uint64_t little_endian(std::size_t size) {
    std::uint64_t number = 0;
    unsigned shift = 0;
    for (const char byte : take(size)) {
      number |= std::uint64_t{static_cast<unsigned char>(byte)} << shift;
      shift += 8;
    }
    return number;
  }

  /// Of variable length, zigzag.
  std::int64_t number() {
    std::uint64_t bits = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = little_endian(1);
      bits |= (byte & 0x7FU) << shift;
      if (byte < 0x80U)
        return static_cast<std::int64_t>(bits >> 1U) ^ -static_cast<std::int64_t>(bits & 1U);
    }
    fail("a number is too long");
    return 0;
  }

  /// What its length stands in front of.
  std::string_view counted() {
    const std::int64_t size = number();
    // A negative one is larger than all that can be there.
    return take(static_cast<std::uint64_t>(size));
  }

 private:
  std::string_view bytes_;
  std::string problem_;
};

class Converter {
 public:
  Converter(std::string& out, const Schema& schema, std::string_view bytes)
      : out_(out),
        schema_(schema),
        reader_(bytes),
        items_left_(bytes.size() + most_without_bytes) {}

  tl::expected<void, std::string> run() {
    value(schema_.node(schema_.root()));
    if (reader_.fine() && !reader_.at_end()) reader_.fail("there is more behind it");
    if (!reader_.fine()) return tl::unexpected(reader_.problem());
    return {};
  }

 private:
  void value(const Node& node) {
    if (++depth_ > deepest) reader_.fail("its values are too deep in each other");
    if (reader_.fine()) write(node);
    --depth_;
  }

  void write(const Node& node) {
    switch (node.type) {
      case Type::null:
        out_ += "null";
        break;
      case Type::boolean:
        boolean();
        break;
      case Type::int32:
        int32();
        break;
      case Type::int64:
        out_ += std::to_string(reader_.number());
        break;
      case Type::real32:
        real(std::bit_cast<float>(static_cast<std::uint32_t>(reader_.little_endian(4))));
        break;
      case Type::real64:
        real(std::bit_cast<double>(reader_.little_endian(8)));
        break;
      case Type::bytes:
        letters(reader_.counted());
        break;
      case Type::fixed:
        letters(reader_.take(node.size));
        break;
      case Type::string:
        text(reader_.counted());
        break;
      case Type::enumeration:
        if (const auto index = index_in(node.names.size())) text(node.names[*index]);
        break;
      case Type::record:
        record(node);
        break;
      case Type::array:
      case Type::map:
        items(node);
        break;
      case Type::choice:
        choice(node);
        break;
    }
  }

  void boolean() {
    const std::uint64_t byte = reader_.little_endian(1);
    if (byte > 1) reader_.fail("a boolean is neither 0 nor 1");
    out_ += byte == 1 ? "true" : "false";
  }

  void int32() {
    const std::int64_t number = reader_.number();
    if (number != static_cast<std::int32_t>(number)) reader_.fail("a number is too large for int");
    out_ += std::to_string(number);
  }

  template <class Number>
  void real(Number number) {
    const std::string_view quotes = std::isfinite(number) ? "" : "\"";
    out_ += quotes;
    append_java_number(out_, number);
    out_ += quotes;
  }

  void text(std::string_view bytes) {
    if (is_utf8(bytes)) return append_json_string(out_, bytes);
    scratch_.clear();
    append_as_utf8(scratch_, bytes);
    append_json_string(out_, scratch_);
  }

  void letters(std::string_view bytes) {
    scratch_.clear();
    append_latin1_as_utf8(scratch_, bytes);
    append_json_string(out_, scratch_);
  }

  std::optional<std::size_t> index_in(std::size_t size) {
    const auto index = static_cast<std::uint64_t>(reader_.number());
    if (index < size) return static_cast<std::size_t>(index);
    reader_.fail("a number names none of the schema's choices");
    return std::nullopt;
  }

  void record(const Node& node) {
    out_ += '{';
    for (std::size_t i = 0; i < node.parts.size() && reader_.fine(); ++i) {
      if (i > 0) out_ += ',';
      text(node.names[i]);
      out_ += ':';
      value(schema_.node(node.parts[i]));
    }
    out_ += '}';
  }

  /// How many items the next block has; none behind the last.
  std::uint64_t block() {
    const std::int64_t count = reader_.number();
    if (count >= 0) return static_cast<std::uint64_t>(count);
    reader_.number();  // its size in bytes, for those who pass over it
    return 0 - static_cast<std::uint64_t>(count);
  }

  void items(const Node& node) {
    const bool is_map = node.type == Type::map;
    const Node& part = schema_.node(node.parts.front());
    out_ += is_map ? '{' : '[';
    bool first = true;
    for (std::uint64_t count = block(); count > 0 && reader_.fine(); count = block()) {
      if (count > items_left_) return reader_.fail("it has more items than bytes");
      items_left_ -= count;
      for (; count > 0 && reader_.fine(); --count) {
        if (!std::exchange(first, false)) out_ += ',';
        if (is_map) {
          text(reader_.counted());
          out_ += ':';
        }
        value(part);
      }
    }
    out_ += is_map ? '}' : ']';
  }

  void choice(const Node& node) {
    const auto index = index_in(node.parts.size());
    if (!index) return;
    const Node& branch = schema_.node(node.parts[*index]);
    if (branch.type == Type::null) return value(branch);
    out_ += '{';
    text(branch.name);
    out_ += ':';
    value(branch);
    out_ += '}';
  }

  std::string& out_;
  const Schema& schema_;
  Reader reader_;
  std::uint64_t items_left_;
  std::string scratch_;
  int depth_ = 0;
};

}  // namespace

tl::expected<void, std::string> append_value(std::string& out, const Schema& schema,
                                             std::string_view bytes) {
  return Converter(out, schema, bytes).run();
}

}  // namespace kpp::tools::avro
