#include <doctest/doctest.h>

#include <unistd.h>
#include <random>
#include <string>
#include <vector>

#include "record_io/json_formatter.hpp"
#include "record_io/json_record_parser.hpp"
#include "record_io/text.hpp"

using namespace kpp;
using namespace kpp::tools;

namespace {

constexpr JsonRecordParser::Keep all{.partition = true, .timestamp = true};

std::string error_of(std::string_view line) {
  JsonRecordParser parser(all);
  const auto parsed = parser.parse(line, 7);
  return parsed ? "" : parsed.error().message();
}

/// What JsonFormatter makes of a record.
std::string line_of(const RecordFields& record) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  {
    Output out(ends[1]);
    JsonFormatter formatter;
    REQUIRE(formatter.write(record, out));
    REQUIRE(out.flush());
  }
  std::string line(65536, '\0');
  const auto size = ::read(ends[0], line.data(), line.size());
  REQUIRE(size > 0);
  line.resize(static_cast<std::size_t>(size) - 1);  // the newline
  ::close(ends[0]);
  ::close(ends[1]);
  return line;
}

std::string random_bytes(std::mt19937& random) {
  std::string bytes(random() % 40, ' ');
  const bool ascii = random() % 2 == 0;
  for (char& byte : bytes) byte = static_cast<char>(random() % (ascii ? 128 : 256));
  return bytes;
}

std::optional<std::string_view> maybe(std::mt19937& random, const std::string& bytes) {
  return random() % 4 == 0 ? std::nullopt : std::optional<std::string_view>(bytes);
}

}  // namespace

TEST_CASE("JSON records: what the consumer writes is read back, byte for byte") {
  std::mt19937 random(1);
  JsonRecordParser parser(all);
  for (int i = 0; i < 2000; ++i) {
    std::vector<std::string> bytes(8);
    for (std::string& each : bytes) each = random_bytes(random);
    std::vector<HeaderView> headers;
    for (std::size_t h = 0; h < random() % 3; ++h)
      headers.push_back({bytes[2 + 2 * h], maybe(random, bytes[3 + 2 * h])});
    RecordFields record{.topic = "sensors", .partition = 3, .offset = i, .timestamp = i * 1000};
    record.timestamp_type = TimestampType::create_time;
    record.headers = headers;
    record.key = maybe(random, bytes[0]);
    record.value = maybe(random, bytes[1]);
    const std::string line = line_of(record);
    CAPTURE(line);
    const auto parsed = parser.parse(line, 1);
    REQUIRE_MESSAGE(parsed, parsed.error().message());
    CHECK(parsed->topic == "sensors");
    CHECK(parsed->partition == 3);
    CHECK(parsed->timestamp == i * 1000);
    CHECK(parsed->key == record.key);
    CHECK(parsed->value == record.value);
    CHECK(std::vector(parsed->headers.begin(), parsed->headers.end()) == headers);
  }
}

TEST_CASE("JSON records: place and time are kept where that is asked for only") {
  const std::string_view line = R"({"value":"v","partition":2,"timestamp":5,"topic":"t"})";
  JsonRecordParser none({});
  const auto anew = none.parse(line, 1);
  REQUIRE(anew);
  CHECK(!anew->partition);
  CHECK(!anew->timestamp);
  JsonRecordParser timestamp({.partition = false, .timestamp = true});
  const auto kept = timestamp.parse(line, 1);
  REQUIRE(kept);
  CHECK(!kept->partition);
  CHECK(kept->timestamp == 5);
}

TEST_CASE("JSON records: the least there can be") {
  JsonRecordParser parser(all);
  const auto tombstone = parser.parse(R"({"value":null})", 1);
  REQUIRE(tombstone);
  CHECK(!tombstone->topic);
  CHECK(!tombstone->key);
  CHECK(!tombstone->value);
  CHECK(!tombstone->partition);
  CHECK(!tombstone->timestamp);
  CHECK(tombstone->headers.empty());
  const auto empty = parser.parse(R"({"value":"","key":"","timestamp":null,"headers":null})", 2);
  REQUIRE(empty);
  CHECK(empty->key == "");
  CHECK(empty->value == "");
}

TEST_CASE("JSON records: what is wrong with a line is said, with its number") {
  CHECK(error_of(R"({"value":"v",})") == "Line 7: column 14: malformed JSON");
  CHECK(error_of("") == "Line 7: column 1: malformed JSON");
  CHECK(error_of("{\"value\":\"\xff\"}") == "Line 7: column 11: malformed JSON");
  CHECK(error_of("[1]") == "Line 7: this is no JSON object");
  CHECK(error_of(R"({"key":"k"})") == "Line 7: there is no \"value\"");
  CHECK(error_of(R"({"value":"v","valeu":"w"})") == "Line 7: \"valeu\" is not known");
  CHECK(error_of(R"({"value":7})") == "Line 7: \"value\" is neither a string nor null");
  CHECK(error_of(R"({"value":"v","key":{}})") == "Line 7: \"key\" is neither a string nor null");
  CHECK(error_of(R"({"value":"a=b","value_encoding":"base64"})") ==
        "Line 7: \"value\" is not base64");
  CHECK(error_of(R"({"value":"ab","value_encoding":"hex"})") ==
        "Line 7: \"value_encoding\" is not \"base64\"");
  CHECK(error_of(R"({"value":"v","version":2})") == "Line 7: this version of records is not known");
  CHECK(error_of(R"({"value":"v","topic":1})") == "Line 7: \"topic\" is not a string");
  for (const char* number : {"-1", "1.5", "\"1\"", "4294967296", "18446744073709551615"})
    CHECK(error_of(std::string(R"({"value":"v","partition":)") + number + "}") ==
          "Line 7: \"partition\" is not a number that a record can have");
  CHECK(error_of(R"({"value":"v","headers":{}})") == "Line 7: \"headers\" is not an array");
  CHECK(error_of(R"({"value":"v","headers":[1]})") == "Line 7: a header is not an object");
  CHECK(error_of(R"({"value":"v","headers":[{"value":"x"}]})") ==
        "Line 7: a header has no \"key\"");
  CHECK(error_of(R"({"value":"v","headers":[{"key":"a","x":1}]})") ==
        "Line 7: a header's \"x\" is not known");
}

TEST_CASE("base64 is read as it is written, and nothing else is") {
  std::mt19937 random(2);
  for (std::size_t size = 0; size < 50; ++size) {
    std::string bytes(size, ' ');
    for (char& byte : bytes) byte = static_cast<char>(random());
    std::string text;
    append_base64(text, bytes);
    std::string back;
    CHECK(append_from_base64(back, text));
    CHECK(back == bytes);
  }
  std::string unused;
  for (const char* bad : {"A", "=", "A===", "AA=A", "A-__", "AA A", "AAAA="})
    CHECK_FALSE(append_from_base64(unused, bad));
}
