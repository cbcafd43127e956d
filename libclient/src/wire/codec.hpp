#pragma once
/// \file
/// Kafka's primitive types on the wire: `Writer` makes bytes, `Reader` takes them apart.
///
/// Both keep their first failure and turn every later call into nothing, so that callers check once
/// at the end. A `Reader` treats its bytes as hostile: a length is compared with what is left
/// before anyone allocates for it.
///
/// "Compact" is the encoding of flexible versions (KIP-482): lengths are unsigned varints of length
/// + 1, 0 being null.

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/types.hpp"

namespace kpp::wire {

using Bytes = std::vector<std::byte>;

class Writer {
 public:
  Writer() = default;
  explicit Writer(std::size_t expected_size) { bytes_.reserve(expected_size); }

  template <std::integral T>
  void integer(T value) {
    big_endian(static_cast<std::uint64_t>(value), sizeof(T));
  }
  void boolean(bool value) { bytes_.push_back(value ? std::byte{1} : std::byte{0}); }
  void float64(double value) { integer(std::bit_cast<std::uint64_t>(value)); }
  void uuid(const Uuid& value) { raw(value.bytes); }
  void unsigned_varint(std::uint32_t value);

  void string(std::string_view value, bool compact);
  void null_string(bool compact);
  void byte_string(std::span<const std::byte> value, bool compact);
  void null_byte_string(bool compact) { null_array(compact); }
  /// The element count; the elements follow by the caller's hand.
  void array_length(std::size_t count, bool compact);
  void null_array(bool compact);

  void raw(std::span<const std::byte> value);
  void patch_int32(std::size_t at, std::int32_t value);

  void fail(ErrorCode code, std::string message);
  [[nodiscard]] bool ok() const noexcept { return code_ == ErrorCode::none; }
  [[nodiscard]] Error error() const { return Error(code_, message_); }

  [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return bytes_; }
  [[nodiscard]] Bytes take() && { return std::move(bytes_); }

 private:
  void big_endian(std::uint64_t bits, std::size_t size);

  Bytes bytes_;
  ErrorCode code_ = ErrorCode::none;
  std::string message_;
};

/// A length as it came: null, or a count that was checked against the bytes left.
struct Length {
  bool null = false;
  std::size_t value = 0;
};

class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) noexcept : bytes_(bytes) {}

  template <std::integral T>
  T integer() noexcept {
    if (!require(sizeof(T))) return T{};
    using Unsigned = std::make_unsigned_t<T>;
    Unsigned bits = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      bits = static_cast<Unsigned>((std::uint64_t{bits} << 8) |
                                   std::to_integer<std::uint64_t>(bytes_[offset_ + i]));
    }
    offset_ += sizeof(T);
    return static_cast<T>(bits);
  }
  bool boolean() noexcept { return integer<std::uint8_t>() != 0; }
  double float64() noexcept { return std::bit_cast<double>(integer<std::uint64_t>()); }
  Uuid uuid() noexcept;
  std::uint32_t unsigned_varint() noexcept;

  Length string_length(bool compact) noexcept;
  Length byte_string_length(bool compact) noexcept;
  /// Fails unless `count * min_element_size` bytes are left.
  Length array_length(bool compact, std::size_t min_element_size) noexcept;

  /// The next `size` bytes, empty after a failure. They belong to whoever owns the reader's bytes.
  std::span<const std::byte> take(std::size_t size) noexcept;
  std::string_view take_text(std::size_t size) noexcept;
  void skip(std::size_t size) noexcept { (void)take(size); }
  /// Passes over a section of tagged fields none of which is wanted.
  void skip_tagged_fields() noexcept;

  /// `reason` must be a literal. Only the first failure is kept.
  void fail(const char* reason) noexcept;
  /// Names the field in which the failure happened; the innermost, being first, is kept.
  void blame(const char* field) noexcept;
  [[nodiscard]] bool ok() const noexcept { return reason_ == nullptr; }
  /// malformed_response with the reason, the field and the place, after `what` was tried.
  [[nodiscard]] Error error(std::string_view what) const;

  [[nodiscard]] std::size_t remaining() const noexcept { return bytes_.size() - offset_; }
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  /// What is still to be read.
  [[nodiscard]] std::span<const std::byte> rest() const noexcept { return bytes_.subspan(offset_); }

 private:
  bool require(std::size_t size) noexcept {
    if (reason_ == nullptr && size <= remaining()) [[likely]]
      return true;
    fail("ends too early");
    return false;
  }
  Length checked(std::int64_t length, std::size_t min_element_size) noexcept;

  std::span<const std::byte> bytes_;
  std::size_t offset_ = 0;
  const char* reason_ = nullptr;
  const char* field_ = nullptr;
};

/// Goes through a section of tagged fields (KIP-482) and holds it to its rules: tags ascend, a field lies within what
/// is left, and has the size that it says.
///
///     TaggedFields tagged(reader);
///     while (tagged.next()) {
///       ...                          // read or skip tagged.size() bytes, by tagged.tag()
///       tagged.finish();
///     }
class TaggedFields {
 public:
  explicit TaggedFields(Reader& reader) noexcept
      : reader_(reader), left_(reader.unsigned_varint()) {}

  bool next() noexcept;
  void finish() noexcept;
  [[nodiscard]] std::uint32_t tag() const noexcept { return static_cast<std::uint32_t>(tag_); }
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

 private:
  Reader& reader_;
  std::uint32_t left_;
  std::int64_t tag_ = -1;
  std::uint32_t size_ = 0;
  std::size_t end_ = 0;
};

}  // namespace kpp::wire
