#include <doctest/doctest.h>

#include <string>

#include "record_io/byte_encoding.hpp"
#include "record_io/line_fields.hpp"
#include "text/escapes.hpp"

using namespace kpp::tools;
using namespace std::string_literals;

namespace {

std::string decoded(std::string_view text, ByteEncoding encoding) {
  std::string bytes;
  return append_decoded(bytes, text, encoding) ? bytes : "(none)";
}

}  // namespace

TEST_SUITE("fields of a line") {
  TEST_CASE("times") {
    CHECK(*parse_timestamp("1713763500123") == 1713763500123);
    CHECK(*parse_timestamp("1713763500") == 1713763500000);
    CHECK(*parse_timestamp("CreateTime:1713763500") == 1713763500);
    CHECK(*parse_timestamp("LogAppendTime:0") == 0);
    CHECK(*parse_timestamp("7") == 7);
    CHECK(*parse_timestamp("2024-04-22T05:25:00.123Z") == 1713763500123);
    CHECK(*parse_timestamp("2024-04-22 07:25:00+02:00") == 1713763500000);
    CHECK_FALSE(*parse_timestamp(""));
    CHECK_FALSE(*parse_timestamp("NO_TIMESTAMP"));
    for (const char* wrong :
         {"soon", "-1", "CreateTime:", "CreateTime:2024-04-22", "earliest", "1.5"}) {
      CAPTURE(wrong);
      REQUIRE_FALSE(parse_timestamp(wrong));
      CHECK(parse_timestamp(wrong).error() == "'" + std::string(wrong) + "' is no time");
    }
  }

  TEST_CASE("partitions") {
    CHECK(*parse_partition("0") == 0);
    CHECK(*parse_partition("Partition:12") == 12);
    CHECK_FALSE(*parse_partition(""));
    for (const char* wrong : {"-1", "x", "1x", "2147483648", "Partition:"}) {
      CAPTURE(wrong);
      CHECK_FALSE(parse_partition(wrong));
    }
  }

  TEST_CASE("hexadecimal digits and base64, with blanks between") {
    CHECK(decoded("00ff 7F\n", ByteEncoding::hex) == "\0\xff\x7f"s);
    CHECK(decoded("", ByteEncoding::hex).empty());
    CHECK(decoded("0", ByteEncoding::hex) == "(none)");
    CHECK(decoded("0g", ByteEncoding::hex) == "(none)");
    CHECK(decoded("aGVs\nbG8=\n", ByteEncoding::base64) == "hello");
    CHECK(decoded("aGVsbG8", ByteEncoding::base64) == "hello");
    CHECK(decoded("aGV!", ByteEncoding::base64) == "(none)");
    CHECK(decoded("a b\n", ByteEncoding::plain) == "a b\n");
  }

  TEST_CASE("escapes") {
    CHECK(*unescape("a\\n\\t\\r\\0\\\\\\x41") == "a\n\t\r\0\\A"s);
    CHECK(*unescape("||") == "||");
    for (const char* wrong : {"\\", "\\q", "\\x4", "\\xzz"}) CHECK_FALSE(unescape(wrong));
  }
}
