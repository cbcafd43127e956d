#include "formats/moment.hpp"

#include <doctest/doctest.h>

using namespace kpp::tools;
using Kind = Moment::Kind;

namespace {

constexpr std::chrono::sys_time<std::chrono::milliseconds> now{
    std::chrono::milliseconds(1777630830123)};  // 2026-05-01T10:20:30.123Z

std::int64_t time_of(std::string_view text) {
  const auto moment = parse_moment(text, now);
  REQUIRE_MESSAGE(moment, text);
  CHECK(moment->kind == Kind::time);
  return moment->value;
}

}  // namespace

TEST_CASE("moments: ends and offsets") {
  CHECK(parse_moment("earliest", now) == Moment{Kind::earliest, 0});
  CHECK(parse_moment("latest", now) == Moment{Kind::end, 0});
  CHECK(parse_moment("end", now) == Moment{Kind::end, 0});
  CHECK(parse_moment("0", now) == Moment{Kind::offset, 0});
  CHECK(parse_moment("123456789", now) == Moment{Kind::offset, 123456789});
  CHECK(parse_moment("offset:1713763500123", now) == Moment{Kind::offset, 1713763500123});
}

TEST_CASE("moments: times since 1970 by their length") {
  CHECK(time_of("1713763500") == 1713763500000);
  CHECK(time_of("1713763500123") == 1713763500123);
}

TEST_CASE("moments: how long ago") {
  const std::int64_t n = 1777630830123;
  CHECK(time_of("now") == n);
  CHECK(time_of("-15m") == n - 900'000);
  CHECK(time_of("-250ms") == n - 250);
  CHECK(time_of("30s ago") == n - 30'000);
  CHECK(time_of("2h ago") == n - 7'200'000);
  CHECK(time_of("1d ago") == n - 86'400'000);
  CHECK(time_of("-1w") == n - 604'800'000);
  CHECK(time_of("-1h30m") == n - 5'400'000);
  CHECK(time_of("1d 2h 3m 4s 5ms ago") == n - 93'784'005);
  CHECK(time_of("2 hours ago") == n - 7'200'000);
  CHECK(time_of("1 minute 30 seconds ago") == n - 90'000);
  CHECK(time_of("90 min ago") == n - 5'400'000);
}

TEST_CASE("moments: dates, in UTC unless they have a zone") {
  CHECK(time_of("2026-05-01") == 1777593600000);
  CHECK(time_of("2026-05-01 10:20") == 1777630800000);
  CHECK(time_of("2026-05-01T10:20:30") == 1777630830000);
  CHECK(time_of("2026-05-01T10:20:30.1239Z") == 1777630830123);
  CHECK(time_of("2026-05-01t10:20:30.1z") == 1777630830100);
  CHECK(time_of("2026-05-01T12:20:30+02:00") == 1777630830000);
  CHECK(time_of("2026-05-01T04:50:30-05:30") == 1777630830000);
  CHECK(time_of("2024-02-29") == 1709164800000);
}

TEST_CASE("moments: what is none") {
  for (const char* text : {"",
                           "-",
                           "ago",
                           " ago",
                           "soon",
                           "-15",
                           "15m",
                           "-15x",
                           "-99999999999w",
                           "-30m1h",
                           "-1m1min",
                           "-1h30",
                           "- 1h",
                           "h ago",
                           "3 daysago",
                           "1 hour",
                           "12345678901",
                           "99999999999999999999",
                           "offset:",
                           "offset:-1",
                           "offset:x",
                           "2026-02-30",
                           "2026-5-1",
                           "2026-05-01T",
                           "2026-05-01T24:00",
                           "2026-05-01T10",
                           "2026-05-01T10:60",
                           "2026-05-01T10:00:60",
                           "2026-05-01T10:00:00.",
                           "2026-05-01T10:00:00+2",
                           "2026-05-01T10:00:00+24:00",
                           "2026-05-01T10:00Zx",
                           "26-05-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_moment(text, now));
  }
}
