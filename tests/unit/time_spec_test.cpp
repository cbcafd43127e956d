#include "formats/time_spec.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <limits>

using namespace kpp::tools;

namespace {

std::string datetime_error(std::string_view text) {
  const auto result = parse_datetime(text);
  REQUIRE_FALSE(result);
  return result.error();
}

JavaDuration duration(std::string_view text) {
  const auto result = parse_duration(text);
  REQUIRE_MESSAGE(result, text);
  return *result;
}

std::string duration_error(std::string_view text) {
  const auto result = parse_duration(text);
  REQUIRE_FALSE(result);
  return result.error();
}

}  // namespace

TEST_SUITE("time spec") {
  TEST_CASE("a date without a zone is UTC") {
    CHECK(parse_datetime("1970-01-01T00:00:00.000") == 0);
    CHECK(parse_datetime("2026-05-01T10:20:30.123") == 1777630830123);
    CHECK(parse_datetime("2024-02-29T23:59:59.999") == 1709251199999);
    CHECK(parse_datetime("1969-12-31T23:59:59.999") == -1);
  }

  TEST_CASE("zones") {
    CHECK(parse_datetime("2026-05-01T10:20:30.123Z") == 1777630830123);
    CHECK(parse_datetime("2026-05-01T15:50:30.123+05:30") == 1777630830123);
    CHECK(parse_datetime("2026-05-01T15:20:30.123+05") == 1777630830123);
    CHECK(parse_datetime("2026-05-01T00:20:30.123-10") == 1777630830123);
  }

  TEST_CASE("as Java: any number of digits, blanks in front of a number") {
    CHECK(parse_datetime("2026-5-1T 1:2:3.4") == parse_datetime("2026-05-01T01:02:03.004"));
  }

  TEST_CASE("as Java: no T, no milliseconds, a field out of range") {
    CHECK(datetime_error("2026-05-01") ==
          "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format");
    CHECK(datetime_error("2026-05-01T") ==
          "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format");
    CHECK(datetime_error("2026-05-01T10:20:30") == "Unparseable date: \"2026-05-01T10:20:30Z\"");
    CHECK(datetime_error("2026-02-30T00:00:00.000Z") ==
          "Unparseable date: \"2026-02-30T00:00:00.000Z\"");
    CHECK(datetime_error("2025-02-29T00:00:00.000").starts_with("Unparseable"));
    CHECK(datetime_error("2026-01-01T24:00:00.000").starts_with("Unparseable"));
    CHECK(datetime_error("2026-01-01T00:00:00.000+24:00").starts_with("Unparseable"));
    CHECK(datetime_error("2026-01-01T00:00:00.000+5").starts_with("Unparseable"));
    CHECK(datetime_error("").starts_with("Error parsing timestamp"));
  }

  TEST_CASE("better than Java: nothing may follow, least of all half of a zone") {
    CHECK(datetime_error("2026-05-01T10:20:30.123+0530").starts_with("Unparseable"));
    CHECK(datetime_error("2026-05-01T10:20:30.123Z tomorrow").starts_with("Unparseable"));
  }

  TEST_CASE("durations") {
    CHECK(duration("PT1H") == JavaDuration{3600, 0});
    CHECK(duration("P1DT2H3M4.5S") == JavaDuration{93784, 500'000'000});
    CHECK(duration("p2d") == JavaDuration{172800, 0});
    CHECK(duration("-PT6H") == JavaDuration{-21600, 0});
    CHECK(duration("PT-6H3M") == JavaDuration{-21420, 0});
    CHECK(duration("PT-0.5S") == JavaDuration{-1, 500'000'000});
    CHECK(duration("PT1,25S") == JavaDuration{1, 250'000'000});
    CHECK(duration("PT1.S") == JavaDuration{1, 0});
    CHECK(duration("PT9223372036854775807S") ==
          JavaDuration{std::numeric_limits<std::int64_t>::max(), 0});
  }

  TEST_CASE("no durations") {
    for (const char* text : {"", "P", "PT", "P1DT", "1H", "P1H", "PT1D", "P1Y", "P1W", "PT1S1H",
                             "PT1.5H", "PT.5S", "PT1.0000000001S", "PT1", "PT1H ", "P 1D", "PTH"}) {
      CAPTURE(text);
      CHECK(duration_error(text) == "Text cannot be parsed to a Duration");
    }
    CHECK(duration_error("PT9223372036854775807H") == "Text cannot be parsed to a Duration: hours");
    CHECK(duration_error("PT99999999999999999999S") ==
          "Text cannot be parsed to a Duration: seconds");
    CHECK(duration_error("PT9223372036854775807S1.0S").starts_with("Text cannot"));
    CHECK(duration_error("PT1M9223372036854775807S") ==
          "Text cannot be parsed to a Duration: overflow");
  }

  TEST_CASE("a time before now") {
    const std::chrono::sys_time<std::chrono::milliseconds> now(std::chrono::milliseconds(10'000));
    CHECK(timestamp_before(now, {1, 0}) == 9'000);
    CHECK(timestamp_before(now, {0, 500'000}) == 9'999);  // half a millisecond: rounded down
    CHECK(timestamp_before(now, {-1, 0}) == 11'000);
    CHECK(timestamp_before(now, {20, 0}) == -10'000);
    const auto too_far = timestamp_before(now, {std::numeric_limits<std::int64_t>::max(), 0});
    REQUIRE_FALSE(too_far);
    CHECK(too_far.error() == "Instant exceeds minimum or maximum instant");
  }
}
