#pragma once
// Points in time and durations as Kafka's tools read them, that is, as Java's SimpleDateFormat and
// Duration do. Errors are the sentences that Java gives.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "kpp/types.hpp"

namespace kpp::tools {

/// "2026-05-01T10:00:00.000", in UTC unless "Z", "+hh:mm" or "+hh" follows. The milliseconds must
/// be there. Unlike Java's, this reader wants the text to end with the zone: Java takes "+0530" as
/// five hours and drops the rest.
[[nodiscard]] tl::expected<Timestamp, std::string> parse_datetime(std::string_view text);

/// A duration of Java's range, -2^63 to 2^63 - 1 seconds. `nanos` is never negative.
struct JavaDuration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  friend bool operator==(const JavaDuration&, const JavaDuration&) = default;
};

/// "PT1H", "P1DT2H3M4.5S", "-PT6H": ISO 8601 without years, months and weeks.
[[nodiscard]] tl::expected<JavaDuration, std::string> parse_duration(std::string_view text);

/// The time that lies `duration` before `now`.
[[nodiscard]] tl::expected<Timestamp, std::string> timestamp_before(
    std::chrono::sys_time<std::chrono::milliseconds> now, JavaDuration duration);

}  // namespace kpp::tools
