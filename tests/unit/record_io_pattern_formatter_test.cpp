#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>

#include "formats/rfc3339.hpp"
#include "record_io/format_help.hpp"
#include "record_io/pattern_formatter.hpp"
#include "support/captured_output.hpp"

using namespace kpp;
using namespace kpp::tools;
using kpp::test::captured;
using namespace std::string_literals;

namespace {

FormatterSettings plain_settings() {
  FormatterSettings settings;
  settings.null_literal.clear();
  return settings;
}

Result<std::string> print(std::string_view format, const RecordFields& record,
                          const FormatterSettings& settings = plain_settings()) {
  auto pieces = parse_format(format);
  CAPTURE(format);
  REQUIRE(pieces);
  PatternFormatter formatter(std::move(*pieces), settings);
  Result<void> done;
  std::string text = captured([&](Output& out) { done = formatter.write(record, out); });
  if (!done) return tl::unexpected(done.error());
  return text;
}

std::string printed(std::string_view format, const RecordFields& record = format_sample(),
                    const FormatterSettings& settings = plain_settings()) {
  const auto text = print(format, record, settings);
  REQUIRE(text);
  return *text;
}

/// Bytes as --help-format shows them.
std::string shown(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    if (byte == '\n') {
      text += "\\n";
    } else if (static_cast<unsigned char>(byte) < 0x20U) {
      constexpr std::string_view digits = "0123456789abcdef";
      const auto bits = static_cast<unsigned char>(byte);
      text += {'\\', 'x', digits[bits >> 4U], digits[bits & 0xFU]};
    } else {
      text += byte;
    }
  }
  return text;
}

}  // namespace

TEST_SUITE("printing by a format") {
  TEST_CASE("the examples of --help-format") {
    const std::string help = format_help();
    for (const FormatExample& example : format_examples()) {
      CHECK(shown(printed(example.format)) == example.prints);
      CHECK(help.find(example.format) != std::string::npos);
      CHECK(help.find(example.prints) != std::string::npos);
    }
  }

  TEST_CASE("nothing is added") {
    CHECK(printed("%s") == R"({"temperature":24.5})");
    CHECK(printed("x") == "x");
    CHECK(printed("%v%v") == R"({"temperature":24.5}{"temperature":24.5})");
  }

  TEST_CASE("null is not empty in sizes, and is what the null literal says") {
    RecordFields record = format_sample();
    record.key = std::nullopt;
    record.value = "";
    CHECK(printed("[%k][%s] %K %S", record) == "[][] -1 0");
    CHECK(printed("%K{be32}%R", record) == "\xff\xff\xff\xff\0\0\0\0"s);
    FormatterSettings settings = plain_settings();
    settings.null_literal = "NIL";
    CHECK(printed("%k %k{hex} [%s]", record, settings) == "NIL NIL []");
  }

  TEST_CASE("bytes of any kind") {
    RecordFields record = format_sample();
    record.value = std::string_view("\0\xff\n", 3);
    CHECK(printed("%s", record) == "\0\xff\n"s);
    CHECK(printed("%s{hex} %s{base64}", record) == "00ff0a AP8K");
  }

  TEST_CASE("headers") {
    const std::array headers{HeaderView{"a", "1"}, HeaderView{"b", std::nullopt},
                             HeaderView{"a", ""}};
    RecordFields record = format_sample();
    record.headers = headers;
    FormatterSettings settings = plain_settings();
    CHECK(printed("%h", record) == "a=1,b=,a=");
    settings.headers_separator = ";";
    settings.null_literal = "-";
    CHECK(printed("%h{hex}", record, settings) == "a=31;b=-;a=");
    record.headers = {};
    CHECK(printed("<%h>", record) == "<>");
    CHECK_FALSE(PatternFormatter(*parse_format("%s"), settings).wants_headers());
    CHECK(PatternFormatter(*parse_format("%s%h"), settings).wants_headers());
  }

  TEST_CASE("numbers as bytes") {
    RecordFields record = format_sample();
    record.partition = 258;
    record.offset = 0x0102030405060708;
    CHECK(printed("%p{be16}%p{be32}", record) == "\1\2\0\0\1\2"s);
    CHECK(printed("%o{be64}", record) == "\1\2\3\4\5\6\7\10");
    CHECK(printed("%T{be64}", record) == "\0\0\1\x9d\xe2\xfb\x19\x7b"s);
    const auto narrow = print("%s %o{be32}", record);
    REQUIRE_FALSE(narrow);
    CHECK(narrow.error().message() == "72623859790382856 has no room in %o{be32}");
    record.offset = 65535;
    CHECK(printed("%o{be16}", record) == "\xff\xff");
    record.offset = 65536;
    CHECK_FALSE(print("%o{be16}", record));
  }

  TEST_CASE("times") {
    RecordFields record = format_sample();
    CHECK(printed("%T %T{ms} %T{s}", record) == "1777629600123 1777629600123 1777629600");
    CHECK(printed("%T{strftime:%d.%m.%y %I:%M %p %z}", record) == "01.05.26 10:00 AM +0000");
    record.timestamp = -1;
    CHECK(printed("%T{rfc3339} %T{s}", record) == "1969-12-31T23:59:59.999Z -1");
    record.timestamp = 253'402'300'800'000;
    CHECK(printed("%T{rfc3339} %T{strftime:%Y}", record) == "253402300800000 10000");
    record.timestamp_type = TimestampType::none;
    record.timestamp = 7;
    CHECK(printed("%T %T{s} <%T{rfc3339}> <%T{strftime:%Y}>", record) == "-1 -1 <> <>");
  }

  TEST_CASE("RFC 3339 from the first year to the last") {
    const auto text = [](Timestamp time) {
      std::string out = ">";
      return append_rfc3339(out, time) ? out : "none" + out;
    };
    CHECK(text(0) == ">1970-01-01T00:00:00.000Z");
    CHECK(text(951'782'400'007) == ">2000-02-29T00:00:00.007Z");
    CHECK(text(-62'167'219'200'000) == ">0000-01-01T00:00:00.000Z");
    CHECK(text(-62'167'219'200'001) == "none>");
    CHECK(text(253'402'300'799'999) == ">9999-12-31T23:59:59.999Z");
    CHECK(text(INT64_MAX) == "none>");
  }

  TEST_CASE("deserializers make the text, modifiers see the bytes") {
    RecordFields record = format_sample();
    record.key = std::string_view("\0\0\0\0\0\0\0\7", 8);
    FormatterSettings settings = plain_settings();
    settings.key_deserializer = *Deserializer::named("LongDeserializer");
    CHECK(printed("%k %k{hex} %K", record, settings) == "7 0000000000000007 8");
    record.key = "x";
    CHECK_FALSE(print("%k", record, settings));
  }
}
