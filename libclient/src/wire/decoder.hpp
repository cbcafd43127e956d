#pragma once
/// \file
/// Walks a struct's field list and reads it. Included only where messages are instantiated (see
/// message_codec.hpp).

#include <algorithm>

#include "wire/schema.hpp"

namespace kpp::wire {

/// Room made on the word of a count alone. Beyond it an array grows as its elements are really
/// read: a small element on the wire can be a large one in memory, and only bytes that came should
/// cost any.
inline constexpr std::size_t trusted_reserve_bytes = std::size_t{256} * 1024;

template <Structure T>
void decode_struct(Reader& reader, T& value, Encoding encoding);

template <class T>
void decode_array(Reader& reader, std::vector<T>& value, Length length, Encoding encoding);

/// Reads a value that was found not to be null. `length` belongs to strings, bytes and arrays.
template <class T>
void decode_present(Reader& reader, T& value, Length length, Encoding encoding) {
  if constexpr (std::same_as<T, std::string>) {
    value = reader.take_text(length.value);
  } else if constexpr (std::same_as<T, Bytes>) {
    const auto taken = reader.take(length.value);
    value.assign(taken.begin(), taken.end());
  } else if constexpr (is_array<T>) {
    decode_array(reader, value, length, encoding);
  } else if constexpr (std::same_as<T, bool>) {
    value = reader.boolean();
  } else if constexpr (std::integral<T>) {
    value = reader.integer<T>();
  } else if constexpr (std::same_as<T, double>) {
    value = reader.float64();
  } else if constexpr (std::same_as<T, Uuid>) {
    value = reader.uuid();
  } else {
    decode_struct(reader, value, encoding);
  }
}

/// Reads the length before a string, bytes or array; nothing for other types.
template <class T>
Length decode_length(Reader& reader, Encoding encoding) {
  if constexpr (std::same_as<T, std::string>) {
    return reader.string_length(encoding.flexible);
  } else if constexpr (std::same_as<T, Bytes>) {
    return reader.byte_string_length(encoding.flexible);
  } else if constexpr (is_array<T>) {
    return reader.array_length(encoding.flexible, min_size<typename T::value_type>(encoding));
  } else {
    return {};
  }
}

template <class T>
void decode_value(Reader& reader, T& value, Encoding encoding) {
  const Length length = decode_length<T>(reader, encoding);
  if (length.null) reader.fail("has a null that its version does not allow");
  if (reader.ok()) decode_present(reader, value, length, encoding);
}

template <class T>
void decode_optional(Reader& reader, std::optional<T>& value, bool may_be_null, Encoding encoding) {
  Length length;
  if constexpr (Structure<T>) {
    length.null = reader.integer<std::int8_t>() < 0;
  } else {
    length = decode_length<T>(reader, encoding);
  }
  if (!reader.ok()) return;
  if (!length.null) {
    decode_present(reader, value.emplace(), length, encoding);
  } else if (may_be_null) {
    value.reset();
  } else {
    reader.fail("has a null that its version does not allow");
  }
}

template <class T>
void decode_array(Reader& reader, std::vector<T>& value, Length length, Encoding encoding) {
  value.clear();
  value.reserve(
      std::min(length.value, std::max<std::size_t>(trusted_reserve_bytes / sizeof(T), 1)));
  for (std::size_t i = 0; i < length.value && reader.ok(); ++i) {
    if constexpr (std::same_as<T, bool>) {
      value.push_back(reader.boolean());
    } else {
      decode_value(reader, value.emplace_back(), encoding);
    }
  }
}

template <class T, class F>
bool decode_member(Reader& reader, T& value, const F& field, Encoding encoding) {
  auto& member = value.*field.member;
  if constexpr (is_optional<typename F::Member>) {
    decode_optional(reader, member, field.null_versions.contains(encoding.version), encoding);
  } else {
    decode_value(reader, member, encoding);
  }
  if (reader.ok()) [[likely]]
    return true;
  reader.blame(field.name);
  return false;
}

template <class T, class F>
bool decode_plain_field(Reader& reader, T& value, const F& field, Encoding encoding) {
  if (field.tag >= 0 || !field.versions.contains(encoding.version)) return true;
  return decode_member(reader, value, field, encoding);
}

/// True if this is the field of that tag, read or failed.
template <class T, class F>
bool decode_if_tag(Reader& reader, T& value, const F& field, std::uint32_t tag, Encoding encoding) {
  if (field.tag < 0 || static_cast<std::uint32_t>(field.tag) != tag ||
      !field.versions.contains(encoding.version)) {
    return false;
  }
  decode_member(reader, value, field, encoding);
  return true;
}

template <Structure T>
void decode_tagged_fields(Reader& reader, T& value, Encoding encoding) {
  TaggedFields tagged(reader);
  while (tagged.next()) {
    const bool known = std::apply(
        [&](const auto&... f) {
          return (decode_if_tag(reader, value, f, tagged.tag(), encoding) || ...);
        },
        T::fields);
    if (!known) reader.skip(tagged.size());
    tagged.finish();
  }
}

template <Structure T>
void decode_struct(Reader& reader, T& value, Encoding encoding) {
  const bool read = std::apply(
      [&](const auto&... f) { return (decode_plain_field(reader, value, f, encoding) && ...); },
      T::fields);
  if (!read || !encoding.flexible) return;
  if constexpr (has_tagged_fields<T>()) {
    decode_tagged_fields(reader, value, encoding);
  } else {
    reader.skip_tagged_fields();
  }
}

}  // namespace kpp::wire
