#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "record_io/default_formatter.hpp"
#include "record_io/json_formatter.hpp"
#include "support/captured_output.hpp"

using namespace kpp;
using namespace kpp::tools;
using kpp::test::captured;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

const std::array<HeaderView, 3> headers{HeaderView{"h1", "v1"}, HeaderView{"h2", std::nullopt},
                                        HeaderView{"h1", ""}};

RecordFields sample() {
  RecordFields record;
  record.topic = "t";
  record.partition = 3;
  record.offset = 12;
  record.timestamp = 1713763500123;
  record.timestamp_type = TimestampType::create_time;
  record.key = "k";
  record.value = "v";
  return record;
}

FormatterSettings settings_of(const Properties& properties) {
  std::vector<std::string> unknown;
  auto settings = formatter_settings(properties, unknown);
  REQUIRE(settings);
  CHECK(unknown.empty());
  return std::move(*settings);
}

std::string printed(const RecordFields& record, const Properties& properties) {
  DefaultFormatter formatter(settings_of(properties));
  std::string problem;
  std::string text = captured([&](Output& out) {
    const auto done = formatter.write(record, out);
    if (!done) problem = "! " + done.error().message();
  });
  return problem + text;
}

std::string json(const RecordFields& record) {
  JsonFormatter formatter;
  return captured([&](Output& out) { CHECK(formatter.write(record, out)); });
}

const Properties everything{{"print.timestamp", "true"}, {"print.partition", "true"},
                            {"print.offset", "true"},    {"print.delivery", "true"},
                            {"print.epoch", "true"},     {"print.headers", "true"},
                            {"print.key", "true"},       {"print.value", "true"}};

}  // namespace

TEST_SUITE("record formatter") {
  TEST_CASE("by default the value and a line end") {
    CHECK(printed(sample(), {}) == "v\n");
    RecordFields record = sample();
    record.value = "\xFF\0x"sv;
    CHECK(printed(record, {}) == "\xFF\0x\n"s);
    record.value.reset();
    CHECK(printed(record, {}) == "null\n");
    record.value = "";
    CHECK(printed(record, {}) == "\n");
  }

  TEST_CASE("all columns in Kafka's order") {
    RecordFields record = sample();
    CHECK(printed(record, everything) ==
          "CreateTime:1713763500123\tPartition:3\tOffset:12\tDelivery:NOT_PRESENT\t"
          "Epoch:NOT_PRESENT\tNO_HEADERS\tk\tv\n");
    record.headers = headers;
    record.timestamp_type = TimestampType::log_append;
    record.key.reset();
    CHECK(printed(record, everything) ==
          "LogAppendTime:1713763500123\tPartition:3\tOffset:12\tDelivery:NOT_PRESENT\t"
          "Epoch:NOT_PRESENT\th1:v1,h2:null,h1:\tnull\tv\n");
    record.timestamp_type = TimestampType::none;
    CHECK(printed(record, {{"print.timestamp", "true"}}) == "NO_TIMESTAMP\tv\n");
  }

  TEST_CASE("the line separator stands after the last column that is on") {
    CHECK(printed(sample(), {{"print.value", "false"}, {"print.key", "TRUE"}}) == "k\n");
    CHECK(printed(sample(), {{"print.value", "false"}, {"print.offset", "true"}}) == "Offset:12\n");
    CHECK(printed(sample(), {{"print.value", "false"}}).empty());
    CHECK(printed(sample(), {{"print.value", "yes"}}).empty());
  }

  TEST_CASE("separators and the null literal") {
    RecordFields record = sample();
    record.headers = headers;
    record.value.reset();
    CHECK(printed(record, {{"print.key", "true"},
                           {"print.headers", "true"},
                           {"key.separator", " | "},
                           {"headers.separator", "; "},
                           {"line.separator", "\r\n"},
                           {"null.literal", "-"}}) == "h1:v1; h2:-; h1: | k | -\r\n");
  }

  TEST_CASE("deserializers, a bad record, and null") {
    const Properties longs{{"print.key", "true"}, {"value.deserializer", "LongDeserializer"}};
    RecordFields record = sample();
    record.value = "\0\0\0\0\0\0\0\x2A"sv;
    CHECK(printed(record, longs) == "k\t42\n");
    record.value = "short";
    CHECK(printed(record, longs) == "! Size of data received by LongDeserializer is not 8");
    record.value.reset();
    CHECK(printed(record, longs) == "k\tnull\n");
    record.headers = std::span(headers).first(1);
    CHECK(printed(record, {{"print.headers", "true"},
                           {"headers.deserializer", "ShortDeserializer"}}) == "h1:30257\tnull\n");
  }

  TEST_CASE("properties that mean nothing are named, classes that are not here refused") {
    std::vector<std::string> unknown;
    CHECK(formatter_settings({{"print.valu", "true"}}, unknown));
    CHECK(unknown == std::vector<std::string>{"print.valu"});
    CHECK_FALSE(formatter_settings({{"value.deserializer", "foo.Bar"}}, unknown));
  }

  TEST_CASE("a deserializer's settings are those that Java's class asks for") {
    const auto shown = [](const std::string& setting) {
      RecordFields record = sample();
      record.key = "\xE4";
      record.value = "\xE4";
      std::vector<std::string> unknown;
      auto settings = formatter_settings({{"print.key", "true"},
                                          {"key.deserializer", "StringDeserializer"},
                                          {"value.deserializer", "StringDeserializer"},
                                          {setting, "ISO-8859-1"}},
                                         unknown);
      REQUIRE(settings);
      DefaultFormatter formatter(std::move(*settings));
      const std::string text = captured([&](Output& out) { CHECK(formatter.write(record, out)); });
      return (unknown.empty() ? "" : "? ") + text;
    };
    CHECK(shown("key.deserializer.deserializer.encoding") == "\xC3\xA4\t\xEF\xBF\xBD\n");
    CHECK(shown("key.deserializer.key.deserializer.encoding") == "\xC3\xA4\t\xEF\xBF\xBD\n");
    CHECK(shown("value.deserializer.value.deserializer.encoding") == "\xEF\xBF\xBD\t\xC3\xA4\n");
    for (const char* other :
         {"key.deserializer.value.deserializer.encoding", "value.deserializer.encoding",
          "value.deserializer.nothing", "headers.deserializer.deserializer.encoding"})
      CHECK(shown(other) == "? \xEF\xBF\xBD\t\xEF\xBF\xBD\n");
  }

  TEST_CASE("the logging form adds a line for the log") {
    std::string logged;
    const std::string text = captured([&](Output& out) {
      logged = captured([&](Output& log) {
        LoggingFormatter formatter(settings_of({}), log);
        RecordFields record = sample();
        CHECK(formatter.write(record, out));
        record.key.reset();
        record.value.reset();
        CHECK(formatter.write(record, out));
      });
    });
    CHECK(text == "v\nnull\n");
    CHECK(logged ==
          "CreateTime:1713763500123, key:k, value:v\n"
          "CreateTime:1713763500123, key:null value:null\n");
  }
}

TEST_SUITE("record as JSON") {
  TEST_CASE("one object a line") {
    RecordFields record = sample();
    record.headers = headers;
    CHECK(json(record) ==
          R"({"version":1,"topic":"t","partition":3,"offset":12,"timestamp":1713763500123,)"
          R"("timestamp_type":"create_time","headers":[{"key":"h1","value":"v1"},)"
          R"({"key":"h2","value":null},{"key":"h1","value":""}],"key":"k","value":"v"})"
          "\n");
  }

  TEST_CASE("null is not empty, and a record may have no timestamp") {
    RecordFields record = sample();
    record.key.reset();
    record.value = "";
    record.timestamp_type = TimestampType::none;
    const auto object = nlohmann::json::parse(json(record));
    CHECK(object["key"].is_null());
    CHECK(object["value"] == "");
    CHECK(object["timestamp"].is_null());
    CHECK(object["timestamp_type"].is_null());
    CHECK(object["headers"].empty());
  }

  TEST_CASE("every byte survives: text as text, the rest as base64") {
    for (unsigned byte = 0; byte < 256; ++byte) {
      CAPTURE(byte);
      const std::string value = "a" + std::string(1, static_cast<char>(byte)) + "z";
      RecordFields record = sample();
      record.value = value;
      const auto object = nlohmann::json::parse(json(record));
      if (byte < 0x80) {
        CHECK(object["value"] == value);
        CHECK_FALSE(object.contains("value_encoding"));
      } else {
        CHECK(object["value_encoding"] == "base64");
        CHECK(object["value"].get<std::string>().size() == 4);
      }
    }
  }
}
