#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "kpp/types.hpp"

namespace kpp::tools {

// Kafka's tools print some things in the order in which Java's HashMap<String, ...> walks them. It is the same on every
// run and on every machine, so whoever compares or parses that output has come to depend on it.

/// String.hashCode of UTF-8: Java reckons it over UTF-16 units.
[[nodiscard]] constexpr std::uint32_t java_string_hash(std::string_view utf8) noexcept {
  std::uint32_t hash = 0;
  const auto add = [&](std::uint32_t unit) { hash = 31U * hash + unit; };
  while (!utf8.empty()) {
    const std::uint32_t lead = static_cast<unsigned char>(utf8.front());
    utf8.remove_prefix(1);
    const std::uint32_t lead_bits = lead < 0xC0U   ? 0xFFU
                                    : lead < 0xE0U ? 0x1FU
                                    : lead < 0xF0U ? 0x0FU
                                                   : 0x07U;
    std::uint32_t letter = lead & lead_bits;
    while (lead >= 0xC0U && !utf8.empty() &&
           (static_cast<unsigned char>(utf8.front()) & 0xC0U) == 0x80U) {
      letter = letter << 6U | (static_cast<unsigned char>(utf8.front()) & 0x3FU);
      utf8.remove_prefix(1);
    }
    if (letter > 0xFFFFU) {
      add(0xD800U + ((letter - 0x10000U) >> 10U));
      letter = 0xDC00U + (letter & 0x3FFU);
    }
    add(letter);
  }
  return hash;
}

/// The same with the bits that HashMap mixes in.
[[nodiscard]] constexpr std::uint32_t java_hash(std::string_view text) noexcept {
  const std::uint32_t hash = java_string_hash(text);
  return hash ^ (hash >> 16U);
}

/// Of an Integer.
[[nodiscard]] constexpr std::uint32_t java_hash(std::int32_t number) noexcept {
  const auto hash = static_cast<std::uint32_t>(number);
  return hash ^ (hash >> 16U);
}

/// Of Kafka's TopicPartition.
[[nodiscard]] inline std::uint32_t java_hash(const TopicPartition& partition) noexcept {
  const auto number = static_cast<std::uint32_t>(partition.partition);
  const std::uint32_t hash = 31U * (31U + number) + java_string_hash(partition.topic);
  return hash ^ (hash >> 16U);
}

/// What an empty map begins with.
inline constexpr std::size_t java_default_buckets = 16;

/// Buckets of a `new HashMap<>(capacity)` after so many `put`s.
[[nodiscard]] constexpr std::size_t java_buckets(std::size_t capacity, std::size_t entries) {
  std::size_t buckets = std::bit_ceil(std::max<std::size_t>(capacity, 1));
  while (entries * 4 > buckets * 3) buckets *= 2;
  return buckets;
}

/// Buckets of a `new HashMap<>(map)` of so many entries.
[[nodiscard]] constexpr std::size_t java_buckets_of_copy(std::size_t entries) {
  return std::bit_ceil(static_cast<std::size_t>(static_cast<float>(entries) / 0.75F + 1.0F));
}

/// Brings items, given in the order in which they were put, into the order of a walk.
template <class Item, class Key>
void order_as_java_hash_map(std::vector<Item>& items, std::size_t buckets, Key key) {
  std::ranges::stable_sort(items, {}, [&](const Item& item) {
    return java_hash(std::invoke(key, item)) & (buckets - 1);
  });
}

}  // namespace kpp::tools
