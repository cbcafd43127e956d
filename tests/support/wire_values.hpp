#pragma once
/// \file
/// Random values of any message, and their text: both walk the same field lists as the codec, so a
/// new message is covered by being listed in messages/all.hpp.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "wire/schema.hpp"

namespace kpp::test {

/// Deterministic: a failing test fails again.
using Rng = std::mt19937_64;

inline std::size_t pick(Rng& rng, std::size_t below) {
  return rng() % below;
}

template <class T>
void fill(Rng& rng, T& value, wire::Encoding encoding);

/// Mostly short, now and then long enough for a length varint of two bytes; any byte may occur.
template <class Container>
void fill_bytes(Rng& rng, Container& value) {
  value.resize(pick(rng, 12) == 0 ? 130 + pick(rng, 300) : pick(rng, 12));
  for (auto& byte : value) byte = static_cast<typename Container::value_type>(rng());
}

template <class T>
void fill_array(Rng& rng, std::vector<T>& value, wire::Encoding encoding) {
  const bool small = wire::Structure<T> || pick(rng, 10) != 0;
  value.resize(small ? pick(rng, 4) : 130 + pick(rng, 50));
  for (auto& element : value) fill(rng, element, encoding);
}

template <class T>
void fill_integer(Rng& rng, T& value) {
  switch (pick(rng, 4)) {
    case 0:
      value = std::numeric_limits<T>::min();
      break;
    case 1:
      value = std::numeric_limits<T>::max();
      break;
    default:
      value = static_cast<T>(rng());
  }
}

/// Fields that the version lacks keep their defaults.
template <class T>
void fill_fields(Rng& rng, T& value, wire::Encoding encoding) {
  const auto fill_one = [&](const auto& field) {
    if (!field.versions.contains(encoding.version)) return;
    auto& member = value.*field.member;
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (wire::is_optional<Member>) {
      if (field.null_versions.contains(encoding.version) && pick(rng, 3) == 0) {
        member.reset();
      } else {
        fill(rng, member.emplace(), encoding);
      }
    } else {
      fill(rng, member, encoding);
    }
  };
  std::apply([&](const auto&... field) { (fill_one(field), ...); }, T::fields);
}

template <class T>
void fill(Rng& rng, T& value, wire::Encoding encoding) {
  if constexpr (std::is_same_v<T, bool>) {
    value = pick(rng, 2) == 1;
  } else if constexpr (std::is_integral_v<T>) {
    fill_integer(rng, value);
  } else if constexpr (std::is_same_v<T, double>) {
    value = static_cast<double>(rng()) / 3.0;
  } else if constexpr (std::is_same_v<T, Uuid>) {
    for (auto& byte : value.bytes) byte = static_cast<std::byte>(rng());
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, wire::Bytes>) {
    fill_bytes(rng, value);
  } else if constexpr (wire::is_array<T>) {
    fill_array(rng, value, encoding);
  } else {
    fill_fields(rng, value, encoding);
  }
}

template <class T>
T random_value(Rng& rng, wire::Encoding encoding) {
  T value;
  fill(rng, value, encoding);
  return value;
}

inline void append_hex(std::string& out, const std::byte* bytes, std::size_t size) {
  static constexpr char digits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < size; ++i) {
    const auto byte = std::to_integer<unsigned>(bytes[i]);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
}

inline void append_quoted(std::string& out, const std::string& text) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\') {
      out += c;
    } else {
      const auto raw = static_cast<std::byte>(byte);
      out += "\\x";
      append_hex(out, &raw, 1);
    }
  }
  out += '"';
}

/// One line for each field that the version has, "Topics.0.Name = \"a\"", in the order of the
/// schema. The same form as tests/support/kafka_schema.py writes from Kafka's own schema files.
template <class T>
void dump(std::string& out, const std::string& path, const T& value, wire::Encoding encoding) {
  if constexpr (wire::Structure<T>) {
    const auto one = [&](const auto& field) {
      if (!field.versions.contains(encoding.version)) return;
      dump(out, path.empty() ? field.name : path + '.' + field.name, value.*field.member, encoding);
    };
    std::apply([&](const auto&... field) { (one(field), ...); }, T::fields);
  } else if constexpr (wire::is_optional<T>) {
    if (value) {
      dump(out, path, *value, encoding);
    } else {
      out += path + " = null\n";
    }
  } else if constexpr (wire::is_array<T>) {
    if (value.empty()) out += path + " = []\n";
    for (std::size_t i = 0; i < value.size(); ++i) {
      dump(out, path + '.' + std::to_string(i), value[i], encoding);
    }
  } else {
    out += path + " = ";
    if constexpr (std::is_same_v<T, bool>) {
      out += value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, std::string>) {
      append_quoted(out, value);
    } else if constexpr (std::is_same_v<T, wire::Bytes>) {
      append_hex(out, value.data(), value.size());
    } else if constexpr (std::is_same_v<T, Uuid>) {
      append_hex(out, value.bytes.data(), value.bytes.size());
    } else {
      out += std::to_string(value);
    }
    out += '\n';
  }
}

}  // namespace kpp::test
