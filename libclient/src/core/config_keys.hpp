#pragma once
// The catalogue of configuration keys: what `Config` knows and how both planes name it.

#include <cstdint>
#include <span>
#include <string_view>

#include "kpp/export.hpp"

namespace kpp::core {

enum class KeyKind : std::uint8_t { text, boolean, integer, real, choice };

/// Who reads a key. `java_only` keys mean nothing outside the JVM: a strict `set` refuses them,
/// tools skip them.
enum class KeyScope : std::uint8_t { any, producer, consumer, java_only };

struct KeyInfo {
  std::string_view name;   // canonical: Java's where both worlds have the setting
  std::string_view alias;  // librdkafka's other spelling, if the meaning is equal; else empty
  KeyKind kind = KeyKind::text;
  KeyScope scope = KeyScope::any;
  bool secret = false;
  std::int64_t min = 0;  // integers only
  std::int64_t max = 0;
  std::string_view choices;  // "|a|b|", lower case; choice only
};

/// Sorted by name.
[[nodiscard]] KPP_API std::span<const KeyInfo> known_keys() noexcept;
/// By name or alias; null if unknown.
[[nodiscard]] KPP_API const KeyInfo* find_key(std::string_view key) noexcept;
/// The known name nearest to a misspelt one; empty if none is near.
[[nodiscard]] KPP_API std::string_view nearest_key(std::string_view key);

}  // namespace kpp::core
