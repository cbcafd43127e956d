#include "wire/codec.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace kpp::wire {

namespace {

/// The longest text, in the compact encoding as well.
constexpr std::size_t max_int16 = std::numeric_limits<std::int16_t>::max();
constexpr std::size_t max_int32 = std::numeric_limits<std::int32_t>::max();

}  // namespace

void Writer::big_endian(std::uint64_t bits, std::size_t size) {
  for (std::size_t shift = 8 * size; shift > 0; shift -= 8) {
    bytes_.push_back(static_cast<std::byte>(bits >> (shift - 8)));
  }
}

void Writer::unsigned_varint(std::uint32_t value) {
  while (value >= 0x80) {
    bytes_.push_back(static_cast<std::byte>((value & 0x7fU) | 0x80U));
    value >>= 7;
  }
  bytes_.push_back(static_cast<std::byte>(value));
}

void Writer::string(std::string_view value, bool compact) {
  if (value.size() > max_int16) {
    fail(ErrorCode::invalid_argument, "a text of " + std::to_string(value.size()) +
                                          " bytes is longer than the protocol's limit of 32767");
    return;
  }
  if (compact) {
    unsigned_varint(static_cast<std::uint32_t>(value.size()) + 1);
  } else {
    integer(static_cast<std::int16_t>(value.size()));
  }
  raw(std::as_bytes(std::span(value)));
}

void Writer::null_string(bool compact) {
  if (compact) {
    unsigned_varint(0);
  } else {
    integer(std::int16_t{-1});
  }
}

void Writer::byte_string(std::span<const std::byte> value, bool compact) {
  array_length(value.size(), compact);
  raw(value);
}

void Writer::array_length(std::size_t count, bool compact) {
  if (count > max_int32) {
    fail(ErrorCode::invalid_argument, "more elements than the protocol can count");
    return;
  }
  if (compact) {
    unsigned_varint(static_cast<std::uint32_t>(count) + 1);
  } else {
    integer(static_cast<std::int32_t>(count));
  }
}

void Writer::null_array(bool compact) {
  if (compact) {
    unsigned_varint(0);
  } else {
    integer(std::int32_t{-1});
  }
}

void Writer::raw(std::span<const std::byte> value) {
  bytes_.insert(bytes_.end(), value.begin(), value.end());
}

void Writer::patch_int32(std::size_t at, std::int32_t value) {
  const auto bits = static_cast<std::uint32_t>(value);
  for (std::size_t i = 0; i < 4; ++i) {
    bytes_.at(at + i) = static_cast<std::byte>(bits >> (8 * (3 - i)));
  }
}

void Writer::fail(ErrorCode code, std::string message) {
  if (!ok()) return;
  code_ = code;
  message_ = std::move(message);
}

Uuid Reader::uuid() noexcept {
  Uuid value;
  const auto source = take(value.bytes.size());
  std::copy(source.begin(), source.end(), value.bytes.begin());
  return value;
}

std::uint32_t Reader::unsigned_varint() noexcept {
  std::uint32_t value = 0;
  for (int shift = 0; shift <= 28; shift += 7) {
    const auto byte = integer<std::uint8_t>();
    if (shift == 28 && byte > 0x0fU) break;
    value |= static_cast<std::uint32_t>(byte & 0x7fU) << shift;
    if (byte < 0x80U) return value;
  }
  fail("has a varint of more than 32 bits");
  return 0;
}

Length Reader::checked(std::int64_t length, std::size_t min_element_size) noexcept {
  if (!ok()) return {};
  if (length == -1) return {.null = true};
  if (length < 0) {
    fail("has a negative length");
    return {};
  }
  const auto count = static_cast<std::size_t>(length);
  if (count > remaining() / std::max<std::size_t>(min_element_size, 1)) {
    fail("has a length beyond its end");
    return {};
  }
  return {.value = count};
}

Length Reader::string_length(bool compact) noexcept {
  const auto length = compact ? std::int64_t{unsigned_varint()} - 1 : integer<std::int16_t>();
  // Java's clients refuse it too, so no peer has reason to send it.
  if (length > std::int64_t{max_int16}) fail("has a text of more than 32767 bytes");
  return checked(length, 1);
}

Length Reader::byte_string_length(bool compact) noexcept {
  return array_length(compact, 1);
}

Length Reader::array_length(bool compact, std::size_t min_element_size) noexcept {
  const auto length = compact ? std::int64_t{unsigned_varint()} - 1 : integer<std::int32_t>();
  return checked(length, min_element_size);
}

std::span<const std::byte> Reader::take(std::size_t size) noexcept {
  if (!require(size)) return {};
  const auto taken = bytes_.subspan(offset_, size);
  offset_ += size;
  return taken;
}

std::string_view Reader::take_text(std::size_t size) noexcept {
  const auto taken = take(size);
  return {reinterpret_cast<const char*>(taken.data()), taken.size()};
}

void Reader::skip_tagged_fields() noexcept {
  TaggedFields tagged(*this);
  while (tagged.next()) {
    skip(tagged.size());
    tagged.finish();
  }
}

bool TaggedFields::next() noexcept {
  if (left_ == 0 || !reader_.ok()) return false;
  --left_;
  const std::uint32_t tag = reader_.unsigned_varint();
  size_ = reader_.unsigned_varint();
  if (tag <= tag_) {
    reader_.fail("has tagged fields out of order");
  } else if (size_ > reader_.remaining()) {
    reader_.fail("has a tagged field beyond its end");
  }
  tag_ = tag;
  end_ = reader_.offset() + size_;
  return reader_.ok();
}

void TaggedFields::finish() noexcept {
  if (reader_.offset() != end_) reader_.fail("has a tagged field of another size than it says");
}

void Reader::fail(const char* reason) noexcept {
  if (ok()) reason_ = reason;
}

void Reader::blame(const char* field) noexcept {
  if (!ok() && field_ == nullptr) field_ = field;
}

Error Reader::error(std::string_view what) const {
  std::string message(what);
  message += ' ';
  message += ok() ? "is malformed" : reason_;
  if (field_ != nullptr) {
    message += " in field ";
    message += field_;
  }
  message += " at byte " + std::to_string(offset_) + " of " + std::to_string(bytes_.size());
  return Error(ErrorCode::malformed_response, std::move(message));
}

}  // namespace kpp::wire
