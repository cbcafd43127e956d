#include "cmd/configs/quota_order.hpp"

#include <algorithm>

#include "common/text/java_hash_order.hpp"

namespace kpp::tools::configs {
namespace {

/// String.hashCode of ASCII text.
std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 0;
  for (const char c : text) hash = 31U * hash + static_cast<unsigned char>(c);
  return hash;
}

/// Objects.hash(map), with the bits HashMap mixes in.
std::uint32_t hash_of(const QuotaEntity& entity) {
  std::uint32_t map = 0;
  for (const auto& [kind, name] : entity.parts) map += hash_of(kind) ^ (name ? hash_of(*name) : 0);
  const std::uint32_t hash = 31U + map;
  return hash ^ (hash >> 16U);
}

}  // namespace

void order_as_java(std::vector<ClientQuotas>& quotas) {
  for (ClientQuotas& client : quotas)
    order_as_java_hash_map(client.values, java_buckets(client.values.size(), client.values.size()),
                           [](const auto& value) { return std::string_view(value.first); });
  const std::size_t buckets = java_buckets(quotas.size(), quotas.size());
  std::ranges::stable_sort(quotas, {}, [&](const ClientQuotas& client) {
    return hash_of(client.entity) & (buckets - 1);
  });
}

}  // namespace kpp::tools::configs
