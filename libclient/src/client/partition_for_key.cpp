#include <cstring>

#include "kpp/producer.hpp"

namespace kpp {
namespace {

// MurmurHash2 (Austin Appleby, public domain) with the seed and the little-endian reading of
// Kafka's Java clients.
std::uint32_t murmur2(std::string_view data) noexcept {
  constexpr std::uint32_t m = 0x5bd1e995;
  constexpr int r = 24;
  std::uint32_t h = 0x9747b28cU ^ static_cast<std::uint32_t>(data.size());
  const auto byte = [&](std::size_t i) {
    return std::uint32_t{static_cast<unsigned char>(data[i])};
  };
  std::size_t i = 0;
  for (; i + 4 <= data.size(); i += 4) {
    std::uint32_t k = byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16 | byte(i + 3) << 24;
    k *= m;
    k ^= k >> r;
    k *= m;
    h *= m;
    h ^= k;
  }
  const std::size_t tail = data.size() - i;
  if (tail >= 3) h ^= byte(i + 2) << 16;
  if (tail >= 2) h ^= byte(i + 1) << 8;
  if (tail >= 1) {
    h ^= byte(i);
    h *= m;
  }
  h ^= h >> 13;
  h *= m;
  h ^= h >> 15;
  return h;
}

}  // namespace

std::int32_t partition_for_key(std::string_view key, std::int32_t partitions) noexcept {
  // Java clears the sign bit rather than taking the absolute value.
  return static_cast<std::int32_t>(murmur2(key) & 0x7fffffffU) % partitions;
}

}  // namespace kpp
