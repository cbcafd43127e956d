#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "record_io/format_help.hpp"
#include "record_io/format_line_parser.hpp"
#include "record_io/format_stream.hpp"
#include "record_io/pattern_formatter.hpp"
#include "unit/pipe_feed.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace std::string_literals;
using kpp::test::PipeFeed;

namespace {

InputFormat format_of(std::string_view text) {
  const auto pieces = parse_format(text);
  REQUIRE(pieces);
  auto format = input_format(*pieces);
  if (!format) FAIL(format.error());
  return *std::move(format);
}

std::string refused(std::string_view text) {
  const auto pieces = parse_format(text);
  REQUIRE(pieces);
  const auto format = input_format(*pieces);
  return format ? "" : format.error();
}

std::string shown(const ParsedRecord& record) {
  const auto text = [](std::optional<std::string_view> bytes) {
    return bytes ? std::string(*bytes) : std::string("null");
  };
  std::string all = text(record.key) + '|' + text(record.value);
  for (const HeaderView& header : record.headers)
    all += '|' + std::string(header.key) + '=' + text(header.value);
  if (record.topic) all += "|topic " + std::string(*record.topic);
  if (record.partition) all += "|partition " + std::to_string(*record.partition);
  if (record.timestamp) all += "|time " + std::to_string(*record.timestamp);
  return all;
}

std::string line(std::string_view format, std::string_view text,
                 std::optional<std::string> null_marker = {}) {
  FormatLineParser parser(format_of(format), std::move(null_marker));
  const auto parsed = parser.parse(text, 3);
  return parsed ? shown(*parsed) : parsed.error().message();
}

/// What comes of some bytes, one record a string, until the end or what is wrong.
std::vector<std::string> stream(std::string_view format, std::vector<std::string> fed,
                                std::size_t longest = 1000) {
  const PipeFeed feed(std::move(fed));
  FormatStream reader(feed.fd(), format_of(format), {}, longest, {});
  std::vector<std::string> got;
  for (;;) {
    switch (reader.next()) {
      case FormatStream::State::record:
        got.push_back(shown(reader.record()));
        break;
      case FormatStream::State::bad:
        got.push_back(reader.problem());
        break;
      case FormatStream::State::too_long:
        got.push_back("too long: " + std::to_string(reader.size()));
        break;
      default:
        return got;
    }
  }
}

using Records = std::vector<std::string>;

}  // namespace

TEST_SUITE("format input") {
  TEST_CASE("a field ends where the text behind it begins, the last one with the line") {
    CHECK(line("%k:%s", "k:v:w") == "k|v:w");
    CHECK(line("%s", "") == "null|");
    CHECK(line("[%t/%p] %T %k=>%s", "[t/4] 17 a=>b") == "a|b|topic t|partition 4|time 17");
    CHECK(line("%o %k %s", "99 k v") == "k|v");
    CHECK(line("%p,%T,%s", "-1,-1,v") == "null|v");
    CHECK(line("%s %S", "v 7") == "null|v");
    CHECK(line("%k:%s", "nothing") == "Line 3: the text behind %k is not there");
    CHECK(line("<%s>", "v>") == "Line 3: there is no '<' where the format has it");
    CHECK(line("%p:%s", "x:v") == "Line 3: 'x' is no partition, as %p wants it");
    CHECK(format_of("%k:%s").terminator.empty());
    CHECK(format_of("%k:%s;\\n").terminator == ";\n");
  }

  TEST_CASE("modifiers") {
    CHECK(line("%k{hex} %s{base64}", "6b00 dmFsdWU=") == "k\0|value"s);
    CHECK(line("%s{hex}", "6") == "Line 3: %s{hex} is not hexadecimal");
    CHECK(line("%T{s} %s", "1713763500 v") == "null|v|time 1713763500000");
    CHECK(line("%T{rfc3339} %s", "2024-04-22T05:25:00.123Z v") == "null|v|time 1713763500123");
    CHECK(line("%T{strftime:%Y-%m-%d %H:%M};%s", "2024-04-22 05:25;v") ==
          "null|v|time 1713763500000");
    CHECK(line("%T{rfc3339} %s", "soon v") == "Line 3: 'soon' is no time, as %T{rfc3339} wants it");
    CHECK(line("%h{hex} %s", "a=6162,b=,c=63 v") == "null|v|a=ab|b=|c=c");
    CHECK(line("%h %s", "a v") == "Line 3: 'a' is no header, name=value, as %h wants it");
  }

  TEST_CASE("null markers") {
    CHECK(line("%k:%s", "-:-", "-") == "null|null");
    CHECK(line("%h;%s", "a=-,b=1;v", "-") == "null|v|a=null|b=1");
  }

  TEST_CASE("sizes count bytes, whatever they are") {
    CHECK(stream("%K %S %k%s", {"1 3 kv\n\n", "0 -1 ", "-1 2 ab"}) ==
          Records{"k|v\n\n", "|null", "null|ab"});
    CHECK(stream("%R%s", {"\0\0\0\2ab\0\0\0\0\xff\xff\xff\xff"s}) ==
          Records{"null|ab", "null|", "null|null"});
    CHECK(stream("%K{be16}%k{hex}%S{be16}%s{base64}\\n", {"\0\1"s + "6b\0\2"s + "YWI=\n"}) ==
          Records{"k|ab"});
    CHECK(stream("%p{be32}%T{be64}%s",
                 {"\0\0\0\7\0\0\0\0\0\0\0\5one\n\0\0\0\1"s, "\0\0\0\0\0\0\0\6two"s}) ==
          Records{"null|one|partition 7|time 5", "null|two|partition 1|time 6"});
    CHECK(stream("%S:%s\\n", {"1:a\n", "1:b"}) == Records{"null|a", "null|b"});
  }

  TEST_CASE("what is wrong with counted bytes") {
    CHECK(stream("%S %s", {"5 abc"}) == Records{"Record 1: the input ends in the middle of it"});
    CHECK(stream("%S %s", {"x abc"}) == Records{"Record 1: 'x' is no size, as %S wants it"});
    CHECK(stream("%S %s", {"-2 abc"}) == Records{"Record 1: '-2' is no size, as %S wants it"});
    CHECK(stream("%S %s\\n", {"1 a\n1 bX\n"}) ==
          Records{"null|a", "Record 2: there is no '\\n' where the format has it"});
    CHECK(stream("%R%s", {"\0\0\0"s}) == Records{"Record 1: the input ends in the middle of it"});
    CHECK(stream("%S %s", {std::string(600'000, '1')}) ==
          Records{"Record 1: it is too long to be a record"});
  }

  TEST_CASE("a record that is too long is passed over, and the next one is right") {
    const std::string big(700'000, 'x');
    CHECK(stream("%K %S %k%s", {"1 700000 k" + big, "1 1 kv1 1 lw"}) ==
          Records{"too long: 700010", "k|v", "l|w"});
  }

  TEST_CASE("formats that nobody could read by are refused where it shows") {
    CHECK(refused("%k%s") ==
          "%k at position 1 is followed by %s: a text between them, or a size in front, must say "
          "where it ends");
    CHECK(refused("%S%s") ==
          "%S at position 1 is followed by %s: a text between them, or a size in front, must say "
          "where it ends");
    CHECK(refused("%s %s") == "%s at position 4: a record has that but once");
    CHECK(refused("%p %t") == "there is neither a key (%k) nor a value (%s) to read");
    CHECK(refused("text") == "there is neither a key (%k) nor a value (%s) to read");
  }

  TEST_CASE("what the formatter prints, the format reads: any bytes, where they are counted") {
    std::mt19937 random(5);
    const std::string_view format = "%p{be32}%K{be32}%S{be32}%k%s%T{be64}";
    const auto some_bytes = [&] {
      std::string bytes(random() % 40, '\0');
      for (char& byte : bytes) byte = static_cast<char>(random());
      return bytes;
    };
    for (int round = 0; round < 100; ++round) {
      const std::string key = some_bytes();
      const std::string value = some_bytes();
      RecordFields record;
      record.partition = static_cast<std::int32_t>(random() % 100);
      record.timestamp = static_cast<Timestamp>(random());
      record.timestamp_type = TimestampType::create_time;
      if (random() % 4 != 0) record.key = key;
      if (random() % 4 != 0) record.value = value;
      std::array<int, 2> ends{};
      REQUIRE(pipe(ends.data()) == 0);
      {
        FormatterSettings settings;
        settings.null_literal.clear();
        PatternFormatter formatter(*parse_format(format), std::move(settings));
        Output out(ends[1]);
        REQUIRE(formatter.write(record, out));
      }
      close(ends[1]);
      FormatStream reader(ends[0], format_of(format), {}, 1000, {});
      REQUIRE(reader.next() == FormatStream::State::record);
      CHECK(reader.record().key == record.key);
      CHECK(reader.record().value == record.value);
      CHECK(reader.record().partition == record.partition);
      CHECK(reader.record().timestamp == record.timestamp);
      CHECK(reader.next() == FormatStream::State::end);
      close(ends[0]);
    }
  }
}
