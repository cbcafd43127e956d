#pragma once
// Places in a topic as people name them: a time, how long ago, an offset, its beginning or its end.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "kpp/types.hpp"

namespace kpp::tools {

struct Moment {
  enum class Kind : std::uint8_t { earliest, end, offset, time };
  Kind kind = Kind::earliest;
  std::int64_t value = 0;  // an offset, or milliseconds since 1970
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// - "earliest"; "latest" or "end"
/// - "offset:42", and numbers of up to nine digits
/// - "1713763500", "1713763500123": seconds and milliseconds since 1970, by their ten and thirteen digits
/// - "now", "-15m", "2h ago", "1h30m ago", "3 days ago": milliseconds (ms), seconds (s), minutes (m), hours (h), days (d),
///   weeks (w), the longest first
/// - "2026-05-01", "2026-05-01 10:00", "2026-05-01T10:00:00.123+02:00" (RFC 3339): UTC where no zone follows
///
/// The error is a sentence.
[[nodiscard]] tl::expected<Moment, std::string> parse_moment(
    std::string_view text, std::chrono::sys_time<std::chrono::milliseconds> now);

/// A moment that is a time, by the clock of this machine; nothing if it is another, or none.
[[nodiscard]] std::optional<Timestamp> parse_time(std::string_view text);

}  // namespace kpp::tools
