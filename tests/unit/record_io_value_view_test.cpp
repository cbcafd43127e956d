#include <doctest/doctest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "record_io/json_layout.hpp"
#include "record_io/message_pack.hpp"
#include "record_io/value_view.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace std::string_literals;
using Json = nlohmann::ordered_json;

namespace {

std::string laid_out(std::string_view json, JsonLayout layout) {
  std::string out;
  append_json(out, json, layout);
  return out;
}

std::string indented(std::string_view json) {
  return laid_out(json, {.indented = true});
}

std::string unpacked(std::string_view bytes) {
  std::string out = ">";
  return append_message_pack(out, bytes) ? out : "none" + out;
}

std::string packed(const std::string& json) {
  const std::vector<std::uint8_t> bytes = Json::to_msgpack(Json::parse(json));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_SUITE("layout of JSON") {
  TEST_CASE("one member a line") {
    CHECK(indented(R"({"b":[1,{"x":null}],"a":{},"c":[ ]})") ==
          "{\n  \"b\": [\n    1,\n    {\n      \"x\": null\n    }\n  ],\n  \"a\": {},\n  \"c\": "
          "[]\n}");
    CHECK(indented(" 7 ") == "7");
    CHECK(indented(R"("a{,}\"\\")") == R"("a{,}\"\\")");
  }

  TEST_CASE("numbers, strings, names and order stay as they were written") {
    const std::string odd =
        R"({"z":1.0e5,"a":123456789012345678901234567890,"z":"\u00e4\/","":-0})";
    const std::string out = indented(odd);
    for (const std::string_view token :
         {"1.0e5", "123456789012345678901234567890", R"("\u00e4\/")", R"("": -0)"})
      CHECK(out.find(token) != std::string::npos);
    CHECK(Json::parse(out).dump() == Json::parse(odd).dump());
    CHECK(laid_out(odd, {}) == odd);
    CHECK(laid_out("[1, 2]\n", {}) == "[1, 2]\n");
  }

  TEST_CASE("what is deep does not grow") {
    const std::string deep = std::string(50'000, '[') + std::string(50'000, ']');
    CHECK(indented(deep).size() < 200'000);
    CHECK(nlohmann::json::accept(indented(deep)));
  }

  TEST_CASE("colours") {
    CHECK(laid_out(R"({"a":"b","c":[1,true]})", {.coloured = true}) ==
          "{\x1b[34;1m\"a\"\x1b[0m:\x1b[32m\"b\"\x1b[0m,\x1b[34;1m\"c\"\x1b[0m:"
          "[\x1b[36m1\x1b[0m,\x1b[33mtrue\x1b[0m]}");
  }
}

TEST_SUITE("MessagePack") {
  TEST_CASE("as JSON, in its order") {
    for (const std::string json :
         {"null", "true", "-5", "18446744073709551615", "1.5", R"("tä\"xt")", "[]", "{}",
          R"({"z":1,"a":[1,[2,{}],"x"],"m":{"n":null}})"})
      CHECK(unpacked(packed(json)) == ">" + json);
  }

  TEST_CASE("what JSON has not") {
    CHECK(unpacked("\xc4\x02\x00\xff"s) == R"(>"AP8=")");
    CHECK(unpacked("\xd6\xff\x00\x00\x00\x01"s) == R"(>"AAAAAQ==")");
    CHECK(unpacked("\xcb\x7f\xf0\x00\x00\x00\x00\x00\x00"s) == ">null");
    CHECK(unpacked("\xa2\x61\xff"s) == ">\"a\xef\xbf\xbd\"");
  }

  TEST_CASE("what is none") {
    for (const std::string& bytes :
         {""s, "\xc1"s, "\x92\x01"s, "\x01\x02"s, "\x81\x01\x02"s, "\xdd\xff\xff\xff\xff\x01"s,
          std::string(1'000'000, '\x91'), "\xdb\xff\xff\xff\xff"s + "abc"})
      CHECK(unpacked(bytes) == "none>");
    CHECK(unpacked(std::string(511, '\x91') + '\x01') != "none>");
  }
}

TEST_SUITE("values as they are shown") {
  TEST_CASE("names") {
    CHECK(value_format_named("bytes") == ValueFormat::bytes);
    CHECK(value_format_named("msgpack") == ValueFormat::message_pack);
    CHECK(value_format_named("avro") == ValueFormat::avro);
    CHECK(value_format_named("xml").error().find("unknown format 'xml'") != std::string::npos);
  }

  TEST_CASE("only JSON is laid out, and null stays null") {
    ValueView view({.layout = {.indented = true}});
    RecordFields record;
    record.value = "{\"a\":1}";
    CHECK(view.decode(record));
    view.lay_out(record);
    CHECK(record.value == "{\n  \"a\": 1\n}");
    record.value = "{\"a\":1";
    view.lay_out(record);
    CHECK(record.value == "{\"a\":1");
    record.value = std::nullopt;
    CHECK(view.decode(record));
    view.lay_out(record);
    CHECK_FALSE(record.value);
  }

  TEST_CASE("MessagePack, and what is none") {
    ValueView view({.format = ValueFormat::message_pack});
    RecordFields record;
    const std::string bytes = packed("{\"a\":1}");
    record.value = bytes;
    CHECK(view.decode(record));
    view.lay_out(record);
    CHECK(record.value == "{\"a\":1}");
    record.value = "\xc1";
    CHECK_FALSE(view.decode(record));
    record.value = std::nullopt;
    CHECK(view.decode(record));
  }
}
