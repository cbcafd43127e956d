#pragma once
/// \file
/// Walks a struct's field list and writes it. Included only where messages are instantiated (see
/// message_codec.hpp).

#include "wire/schema.hpp"

namespace kpp::wire {

// Out of line: every field of every message would have its own copy.
void fail_null(Writer& writer, const char* field, Encoding encoding);
void fail_absent(Writer& writer, const char* field, Encoding encoding);

template <Structure T>
void encode_struct(Writer& writer, const T& value, Encoding encoding);

template <class T>
void encode_value(Writer& writer, const T& value, Encoding encoding) {
  if constexpr (std::same_as<T, bool>) {
    writer.boolean(value);
  } else if constexpr (std::integral<T>) {
    writer.integer(value);
  } else if constexpr (std::same_as<T, double>) {
    writer.float64(value);
  } else if constexpr (std::same_as<T, Uuid>) {
    writer.uuid(value);
  } else if constexpr (std::same_as<T, std::string>) {
    writer.string(value, encoding.flexible);
  } else if constexpr (std::same_as<T, Bytes>) {
    writer.byte_string(value, encoding.flexible);
  } else if constexpr (is_array<T>) {
    writer.array_length(value.size(), encoding.flexible);
    for (const auto& element : value) {
      if (!writer.ok()) return;
      encode_value<typename T::value_type>(writer, element, encoding);
    }
  } else {
    encode_struct(writer, value, encoding);
  }
}

template <class T>
void encode_null(Writer& writer, Encoding encoding) {
  if constexpr (std::same_as<T, std::string>) {
    writer.null_string(encoding.flexible);
  } else if constexpr (Structure<T>) {
    writer.integer(std::int8_t{-1});
  } else {
    writer.null_array(encoding.flexible);
  }
}

template <class F>
void encode_member(Writer& writer, const F& field, const typename F::Member& value,
                   Encoding encoding) {
  using Member = typename F::Member;
  if constexpr (is_optional<Member>) {
    using Value = typename Member::value_type;
    if (!value) {
      if (field.null_versions.contains(encoding.version)) {
        encode_null<Value>(writer, encoding);
      } else {
        fail_null(writer, field.name, encoding);
      }
      return;
    }
    // A struct that may be null is preceded by a byte that says whether it is.
    if constexpr (Structure<Value>) writer.integer(std::int8_t{1});
    encode_value(writer, *value, encoding);
  } else {
    encode_value(writer, value, encoding);
  }
}

template <class T>
const T& defaults() {
  static const T value{};
  return value;
}

template <class T, class F>
bool has_default(const T& value, const F& field) {
  return value.*field.member == defaults<T>().*field.member;
}

template <class T, class F>
void encode_plain_field(Writer& writer, const T& value, const F& field, Encoding encoding) {
  if (!writer.ok()) return;
  if (field.versions.contains(encoding.version)) {
    if (field.tag < 0) encode_member(writer, field, value.*field.member, encoding);
  } else if (!field.may_ignore && !has_default(value, field)) {
    fail_absent(writer, field.name, encoding);
  }
}

template <class T, class F>
bool is_written_tagged(const T& value, const F& field, Encoding encoding) {
  return field.tag >= 0 && field.versions.contains(encoding.version) && !has_default(value, field);
}

template <class T, class F>
void encode_tagged_field(Writer& writer, const T& value, const F& field, Encoding encoding) {
  if (!writer.ok() || !is_written_tagged(value, field, encoding)) return;
  Writer content;
  encode_member(content, field, value.*field.member, encoding);
  if (!content.ok()) {
    writer.fail(content.error().code(), content.error().message());
    return;
  }
  writer.unsigned_varint(static_cast<std::uint32_t>(field.tag));
  writer.unsigned_varint(static_cast<std::uint32_t>(content.bytes().size()));
  writer.raw(content.bytes());
}

template <Structure T>
void encode_struct(Writer& writer, const T& value, Encoding encoding) {
  static_assert(tags_ascend<T>());
  std::apply([&](const auto&... f) { (encode_plain_field(writer, value, f, encoding), ...); },
             T::fields);
  if (!encoding.flexible) return;
  if constexpr (has_tagged_fields<T>()) {
    std::apply(
        [&](const auto&... f) {
          writer.unsigned_varint(
              (std::uint32_t{0} + ... + (is_written_tagged(value, f, encoding) ? 1U : 0U)));
          (encode_tagged_field(writer, value, f, encoding), ...);
        },
        T::fields);
  } else {
    writer.unsigned_varint(0);
  }
}

}  // namespace kpp::wire
