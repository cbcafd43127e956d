#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace kpp::tools::consumer_perf_test {

using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// A pattern of Java's SimpleDateFormat, in local time and English, weeks as in the United States
/// (where Java's default locale has them begin on Sunday). All its letters are known; only the time
/// zone's full name (zzzz) is refused, because the C library does not have it.
///
///     auto format = DateFormat::parse("yyyy-MM-dd HH:mm:ss:SSS");
///     format->format(now);   // "2026-11-21 01:25:49:929"
class DateFormat {
 public:
  /// The error is Java's sentence.
  [[nodiscard]] static tl::expected<DateFormat, std::string> parse(std::string_view pattern);

  [[nodiscard]] std::string format(WallTime time) const;

 private:
  struct Item {
    char letter = 0;  // 0: literal text
    int count = 0;
    std::string literal;
  };
  std::vector<Item> items_;
};

}  // namespace kpp::tools::consumer_perf_test
