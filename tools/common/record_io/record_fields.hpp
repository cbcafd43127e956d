#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kpp/record.hpp"

namespace kpp::tools {

/// One record as a formatter sees it; nothing is owned.
struct RecordFields {
  std::string_view topic{};
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  Timestamp timestamp = -1;
  TimestampType timestamp_type = TimestampType::none;
  std::span<const HeaderView> headers{};
  std::optional<std::string_view> key{};
  std::optional<std::string_view> value{};
};

}  // namespace kpp::tools
