#pragma once
// How the records of Kafka's coordinators are laid out: the facts of Kafka's schema files, as tables.

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace kpp::tools::coordinator {

enum class Type : std::uint8_t { int8, int16, int32, int64, uuid, string, bytes, object };

constexpr std::int16_t no_version = std::numeric_limits<std::int16_t>::max();

/// A field, in the order in which Kafka prints them.
struct Field {
  std::string_view name;
  Type type = Type::int32;
  bool array = false;
  bool nullable = false;
  std::int16_t since = 0;  // the versions that have it
  std::int16_t until = no_version;
  std::int16_t tag =
      -1;  // if not negative: it is there only if it is not `usually`, and then stands at the end
  std::int64_t usually = 0;         // of numbers; a UUID is usually zero
  std::span<const Field> fields{};  // of an object
};

struct Message {
  std::span<const Field> fields{};
  std::int16_t highest_version = 0;
  std::int16_t first_flexible = no_version;  // KIP-482: compact lengths, tagged fields
};

/// A record of a coordinator: its key begins with the type, its value with a version.
struct RecordType {
  std::int16_t id = 0;
  Message key;
  Message value;
};

// The records that one formatter of Kafka's prints.
[[nodiscard]] std::span<const RecordType> offset_records() noexcept;
[[nodiscard]] std::span<const RecordType> group_metadata_records() noexcept;
[[nodiscard]] std::span<const RecordType> share_group_records() noexcept;
[[nodiscard]] std::span<const RecordType> transaction_records() noexcept;
[[nodiscard]] std::span<const RecordType> share_state_records() noexcept;

}  // namespace kpp::tools::coordinator
