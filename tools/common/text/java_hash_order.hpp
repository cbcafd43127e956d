#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kpp::tools {

// Kafka's tools print some things in the order in which Java's HashMap<String, ...> walks them. It is the same on every
// run and on every machine, so whoever compares or parses that output has come to depend on it.

/// String.hashCode of ASCII text, with the bits HashMap mixes in.
[[nodiscard]] constexpr std::uint32_t java_hash(std::string_view text) noexcept {
  std::uint32_t hash = 0;
  for (const char c : text) hash = 31U * hash + static_cast<unsigned char>(c);
  return hash ^ (hash >> 16U);
}

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
