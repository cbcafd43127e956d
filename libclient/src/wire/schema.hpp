#pragma once
/// \file
/// How a message describes itself: a plain struct and beside its members a constexpr list of them.
///
///     struct Broker {
///       std::int32_t node_id = 0;
///       std::string host;
///       std::optional<std::string> rack;
///
///       static constexpr auto fields = std::tuple{
///           field("NodeId", &Broker::node_id, always),
///           field("Host", &Broker::host, always),
///           field("Rack", &Broker::rack, since(1)).nullable(since(1)).ignorable(),
///       };
///       friend bool operator==(const Broker&, const Broker&) = default;
///     };
///
/// Names, order, types and version ranges are facts of Kafka's published schemas; `encoder.hpp` and
/// `decoder.hpp` walk the list. The C++ type says the wire type: bool, intN, double, `Uuid`,
/// `std::string`, `Bytes`, a struct with `fields`, `std::vector` of any of them, and
/// `std::optional` of what can be null. A member's initialiser is the value that stands where a
/// version lacks the field.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "wire/codec.hpp"
#include "wire/version_range.hpp"

namespace kpp::wire {

template <class S, class M>
struct Field {
  using Struct = S;
  using Member = M;

  const char* name;
  M S::*member;
  VersionRange versions;
  VersionRange null_versions = no_version;
  std::int16_t tag = -1;  ///< -1: an ordinary field.
  bool may_ignore = false;

  /// Null is allowed on the wire in these versions.
  [[nodiscard]] constexpr Field nullable(VersionRange range) const {
    Field changed = *this;
    changed.null_versions = range;
    return changed;
  }
  /// In the field's versions, a tagged field (KIP-482), which is left out while it has its default.
  [[nodiscard]] constexpr Field tagged(std::int16_t number) const {
    Field changed = *this;
    changed.tag = number;
    return changed;
  }
  /// A value that the version in use cannot carry is dropped; without this it is an error.
  [[nodiscard]] constexpr Field ignorable() const {
    Field changed = *this;
    changed.may_ignore = true;
    return changed;
  }
};

template <class S, class M>
constexpr Field<S, M> field(const char* name, M S::*member, VersionRange versions) {
  return {name, member, versions};
}

template <class T>
concept Structure = requires {
  T::fields;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// An array on the wire; `Bytes` is not.
template <class T>
inline constexpr bool is_array = false;
template <class T>
inline constexpr bool is_array<std::vector<T>> = !std::same_as<T, std::byte>;

/// What every value of a type is encoded under.
struct Encoding {
  std::int16_t version = 0;
  bool flexible = false;
};

/// The fewest bytes a value can take, by which a count of elements is checked before they are read.
template <class T>
constexpr std::size_t min_size(Encoding encoding) {
  if constexpr (Structure<T>) {
    return std::apply(
        [&](const auto&... f) {
          return ((f.tag < 0 && f.versions.contains(encoding.version)
                       ? min_size<typename std::remove_cvref_t<decltype(f)>::Member>(encoding)
                       : std::size_t{0}) +
                  ... + std::size_t{encoding.flexible ? 1U : 0U});
        },
        T::fields);
  } else if constexpr (is_optional<T>) {
    return Structure<typename T::value_type> ? 1 : min_size<typename T::value_type>(encoding);
  } else if constexpr (is_array<T> || std::same_as<T, Bytes>) {
    return encoding.flexible ? 1 : 4;
  } else if constexpr (std::same_as<T, std::string>) {
    return encoding.flexible ? 1 : 2;
  } else if constexpr (std::same_as<T, Uuid>) {
    return 16;
  } else {
    static_assert(std::integral<T> || std::same_as<T, double>, "no wire type for this C++ type");
    return sizeof(T);
  }
}

template <Structure T>
consteval bool has_tagged_fields() {
  return std::apply([](const auto&... f) { return ((f.tag >= 0) || ...); }, T::fields);
}

/// Tagged fields are written in the order of their tags, so a struct lists them so.
template <Structure T>
consteval bool tags_ascend() {
  return std::apply(
      [](const auto&... f) {
        int last = -1;
        bool ascend = true;
        ((f.tag < 0 ? void() : (ascend = ascend && f.tag > last, last = f.tag, void())), ...);
        return ascend;
      },
      T::fields);
}

}  // namespace kpp::wire
