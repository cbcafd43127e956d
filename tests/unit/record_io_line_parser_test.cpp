#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "record_io/line_parser.hpp"

using namespace kpp;
using namespace kpp::tools;

namespace {

LineParser parser(const Properties& properties) {
  std::vector<std::string> unknown;
  auto settings = reader_settings(properties, unknown);
  REQUIRE(settings);
  CHECK(unknown.empty());
  auto made = LineParser::make(std::move(*settings));
  REQUIRE(made);
  return std::move(*made);
}

/// "h=v;h2=null|key|value" of a line, for short comparisons.
std::string shown(LineParser& with, std::string_view line) {
  const auto parsed = with.parse(line, 3);
  if (!parsed) return parsed.error().message();
  const auto text = [](std::optional<std::string_view> bytes) {
    return bytes ? '\'' + std::string(*bytes) + '\'' : std::string("null");
  };
  std::string all;
  for (const HeaderView& header : parsed->headers)
    all += std::string(header.key) + '=' + text(header.value) + ';';
  return all + '|' + text(parsed->key) + '|' + text(parsed->value);
}

std::string settings_error(const Properties& properties) {
  std::vector<std::string> unknown;
  const auto settings = reader_settings(properties, unknown);
  return settings ? "" : settings.error().message;
}

}  // namespace

TEST_SUITE("line parser") {
  TEST_CASE("a line is a value; without a key the key is null") {
    LineParser plain = parser({});
    CHECK(shown(plain, "hello\tworld") == "|null|'hello\tworld'");
    CHECK(shown(plain, "") == "|null|''");
  }

  TEST_CASE("keys") {
    LineParser keyed = parser({{"parse.key", " TRUE "}});
    CHECK(shown(keyed, "k\tv\tw") == "|'k'|'v\tw'");
    CHECK(shown(keyed, "\tv") == "|''|'v'");
    CHECK(shown(keyed, "nokey") == "No key separator found on line number 3: 'nokey'");
    LineParser longer = parser({{"parse.key", "true"}, {"key.separator", "=>"}});
    CHECK(shown(longer, "a=>b=>c") == "|'a'|'b=>c'");
    LineParser none = parser({{"parse.key", "true"}, {"key.separator", ""}});
    CHECK(shown(none, "x") == "|''|'x'");
  }

  TEST_CASE("headers") {
    LineParser all = parser({{"parse.key", "true"}, {"parse.headers", "true"}});
    CHECK(shown(all, "a:1,b:2\tk\tv") == "a='1';b='2';|'k'|'v'");
    CHECK(shown(all, "a:1:2,a:\tk\tv") == "a='1:2';a='';|'k'|'v'");
    CHECK(shown(all, "a:1,,\tk\tv") == "a='1';|'k'|'v'");
    CHECK(shown(all, "a=1\tk\tv") ==
          "No header key separator found in pair 'a=1' on line number 3");
    CHECK(shown(all, "\tk\tv") == "No header key separator found in pair '' on line number 3");
    CHECK(shown(all, "x") == "No headers delimiter found on line number 3: 'x'");
    CHECK(shown(all, "a:1\tv") == "No key separator found on line number 3: 'a:1\tv'");
  }

  TEST_CASE("headers.separator is a regular expression, as Java splits") {
    LineParser set = parser({{"parse.headers", "true"}, {"headers.separator", "[,;]"}});
    CHECK(shown(set, "a:1;b:2,c:3;\tv") == "a='1';b='2';c='3';|null|'v'");
    LineParser escaped = parser({{"parse.headers", "true"}, {"headers.separator", "\\|"}});
    CHECK(shown(escaped, "a:1|b:2\tv") == "a='1';b='2';|null|'v'");
    // A bare bar is "nothing or nothing", which separates every letter.
    LineParser bar = parser({{"parse.headers", "true"}, {"headers.separator", "|"}});
    CHECK(shown(bar, "a:1\tv") == "No header key separator found in pair 'a' on line number 3");
    CHECK_FALSE(LineParser::make(ReaderSettings{.headers_separator = "("}));
    const auto behind = LineParser::make(ReaderSettings{.headers_separator = "(?<=1),"});
    REQUIRE_FALSE(behind);
    CHECK(
        behind.error().message() ==
        "headers.separator is a regular expression, and '(?<=1),' has a look behind, which is not "
        "supported");
    CHECK_FALSE(LineParser::make(ReaderSettings{.headers_separator = "[\u00e4;]"}));
    LineParser quoted = parser({{"parse.headers", "true"}, {"headers.separator", "\\Q||\\E"}});
    CHECK(quoted.parse("a:1||b:2\tv", 1)->headers.size() == 2);
    LineParser any_case = parser({{"parse.headers", "true"}, {"headers.separator", "(?i)x"}});
    CHECK(any_case.parse("a:1Xb:2xc:3\tv", 1)->headers.size() == 3);
  }

  TEST_CASE("a separator may be long") {
    LineParser blanks = parser({{"parse.headers", "true"}, {"headers.separator", ",\\s*"}});
    const std::string line = "a:1," + std::string(1'000'000, ' ') + "b:2\tv";
    CHECK(blanks.parse(line, 1)->headers.size() == 2);
  }

  TEST_CASE("ignore.error makes the best of a line") {
    LineParser lenient =
        parser({{"parse.key", "true"}, {"parse.headers", "true"}, {"ignore.error", "true"}});
    CHECK(shown(lenient, "value") == "|null|'value'");
    CHECK(shown(lenient, "a,b:2\tv") == "a=null;b='2';|null|'v'");
  }

  TEST_CASE("null.marker") {
    LineParser marked =
        parser({{"parse.key", "true"}, {"parse.headers", "true"}, {"null.marker", "NULL"}});
    CHECK(shown(marked, "NULL\tNULL\tNULL") == "|null|null");
    CHECK(shown(marked, "h:NULL\tk\tNULLS") == "h=null;|'k'|'NULLS'");
    CHECK(
        shown(marked, "NULL:x\tk\tv") ==
        "Header keys should not be equal to the null marker 'NULL' as they can't be null, on line "
        "number 3");
  }

  TEST_CASE("separators must differ") {
    CHECK(settings_error({{"headers.delimiter", ","}}) ==
          "headers.delimiter and headers.separator may not be equal");
    CHECK(settings_error({{"headers.delimiter", ":"}}) ==
          "headers.delimiter and headers.key.separator may not be equal");
    CHECK(settings_error({{"headers.separator", ":"}}) ==
          "headers.separator and headers.key.separator may not be equal");
    CHECK(settings_error({{"null.marker", "\t"}}) ==
          "null.marker and key.separator may not be equal");
    CHECK(settings_error({{"null.marker", ","}}) ==
          "null.marker and headers.separator may not be equal");
    CHECK(settings_error({{"null.marker", ":"}}) ==
          "null.marker and headers.key.separator may not be equal");
    CHECK(settings_error({{"key.separator", "|"}, {"null.marker", "\t"}}) ==
          "null.marker and headers.delimiter may not be equal");
  }

  TEST_CASE("unknown properties are named") {
    std::vector<std::string> unknown;
    CHECK(reader_settings({{"parse.kye", "true"}}, unknown));
    CHECK(unknown == std::vector<std::string>{"parse.kye"});
  }

  TEST_CASE("what is no UTF-8 is replaced, and counted") {
    LineParser keyed = parser({{"parse.key", "true"}});
    CHECK(shown(keyed, "k\t\xC3\xA4\xF0\x9F\x98\x80") == "|'k'|'\xC3\xA4\xF0\x9F\x98\x80'");
    CHECK(keyed.replaced() == 0);
    CHECK(shown(keyed, "\xFF\tv") == "|'\xEF\xBF\xBD'|'v'");
    CHECK(keyed.replaced() == 1);
  }

  TEST_CASE("a time and a partition in front, as the consumer prints them") {
    LineParser placed =
        parser({{"parse.timestamp", "true"}, {"parse.partition", "true"}, {"parse.key", "true"}});
    auto parsed = placed.parse("CreateTime:1713763500123\tPartition:2\tk\tv", 1);
    REQUIRE(parsed);
    CHECK(parsed->timestamp == 1713763500123);
    CHECK(parsed->partition == 2);
    CHECK(parsed->key == "k");
    CHECK(parsed->value == "v");
    parsed = placed.parse("NO_TIMESTAMP\t\tk\tv", 1);
    REQUIRE(parsed);
    CHECK_FALSE(parsed->timestamp);
    CHECK_FALSE(parsed->partition);
    CHECK(shown(placed, "soon\t1\tk\tv") == "'soon' is no time on line number 3");
    CHECK(shown(placed, "1\tp\tk\tv") == "'p' is no partition on line number 3");
    CHECK(shown(placed, "1") == "No timestamp separator found on line number 3: '1'");
    CHECK(shown(placed, "1\t2") == "No partition separator found on line number 3: '1\t2'");
  }

  TEST_CASE("key and value as letters for bytes") {
    ReaderSettings settings;
    settings.parse_key = true;
    settings.null_marker = "-";
    settings.encoding = ByteEncoding::hex;
    auto hex = LineParser::make(settings);
    REQUIRE(hex);
    CHECK(shown(*hex, "6b00\t76 FF") == "|'k" + std::string(1, '\0') + "'|'v\xff'");
    CHECK(shown(*hex, "-\t") == "|null|''");
    CHECK(shown(*hex, "6b\tvalue") == "The value is not hexadecimal on line number 3");
    settings.encoding = ByteEncoding::base64;
    auto base64 = LineParser::make(settings);
    REQUIRE(base64);
    CHECK(shown(*base64, "aw==\tdg") == "|'k'|'v'");
    CHECK(shown(*base64, "?\tdg") == "The key is not base64 on line number 3");
  }

  TEST_CASE("bytes that are no text stay, where that is asked for") {
    ReaderSettings settings;
    settings.keep_bytes = true;
    auto keeping = LineParser::make(settings);
    REQUIRE(keeping);
    CHECK(shown(*keeping, "\xff\r") == "|null|'\xff\r'");
    CHECK(keeping->replaced() == 0);
  }
}
