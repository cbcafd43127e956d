#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "record_io/avro/schema.hpp"
#include "record_io/avro/single_object.hpp"
#include "record_io/avro/value.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::avro;
using namespace std::string_literals;

namespace {

Schema schema(std::string_view json) {
  auto parsed = Schema::parse(json);
  if (!parsed) FAIL(parsed.error());
  return *std::move(parsed);
}

std::string problem(std::string_view json) {
  const auto parsed = Schema::parse(json);
  return parsed ? "none" : parsed.error();
}

std::string text(std::string_view json, std::string_view bytes) {
  std::string out;
  const auto done = append_value(out, schema(json), bytes);
  return done ? out : "! " + done.error();
}

std::string marked(const Schema& schema, const std::string& bytes) {
  std::string message = "\xc3\x01";
  for (unsigned shift = 0; shift < 64; shift += 8)
    message += static_cast<char>(schema.fingerprint() >> shift & 0xFFU);
  return message + bytes;
}

constexpr std::string_view reading = R"({
  "type": "record", "name": "Reading", "namespace": "home", "doc": "of one sensor",
  "fields": [
    {"name": "sensor_id", "type": {"type": "string", "logicalType": "uuid"}},
    {"name": "temperature", "type": ["null", "double"], "default": null},
    {"name": "tags", "type": {"type": "map", "values": "int"}},
    {"name": "room", "type": {"type": "enum", "name": "Room", "symbols": ["attic", "roof"]}},
    {"name": "next", "type": ["null", "Reading"]}]})";

}  // namespace

TEST_SUITE("Avro schemas") {
  // The fingerprints are those of Avro's own test data.
  TEST_CASE("fingerprints") {
    const std::vector<std::pair<std::string_view, std::int64_t>> known{
        {R"("null")", 7195948357588979594},
        {R"({"type":"boolean"})", -6970731678124411036},
        {R"("int")", 8247732601305521295},
        {R"("long")", -3434872931120570953},
        {R"("float")", 5583340709985441680},
        {R"("double")", -8181574048448539266},
        {R"("bytes")", 5746618253357095269},
        {R"("string")", -8142146995180207161},
        {R"(["int", {"type":"boolean"}])", 5392556393470105090},
        {R"({"namespace":"x.y","name":"foo","type":"record","fields":[]})", 5916914534497305771},
        {R"({"namespace":"x.y","name":"a.b.foo","type":"record","fields":[]})",
         -4616218487480524110},
        {R"({"type":"enum","name":"x.y.z.foo","symbols":["A1","A2"],"default":"A1"})",
         -4448647247586288245},
        {R"({"type":"fixed","size":32,"name":"foo","namespace":"x.y.z"})", -3064184465700546786},
        {R"({"type":"array","items":{"type":"null"}})", -589620603366471059},
        {R"({"type":"map","values":"string"})", -8732877298790414990},
        {R"({"type":"record","name":"PigValue","fields":[
            {"name":"value","type":["null","int","long","PigValue"]}]})",
         -1759257747318642341}};
    for (const auto& [json, fingerprint] : known)
      CHECK_MESSAGE(static_cast<std::int64_t>(schema(json).fingerprint()) == fingerprint, json);
  }

  TEST_CASE("the canonical form") {
    CHECK(
        schema(reading).canonical() ==
        R"({"name":"home.Reading","type":"record","fields":[{"name":"sensor_id","type":"string"},)"
        R"({"name":"temperature","type":["null","double"]},{"name":"tags","type":{"type":"map",)"
        R"("values":"int"}},{"name":"room","type":{"name":"home.Room","type":"enum","symbols":)"
        R"(["attic","roof"]}},{"name":"next","type":["null","home.Reading"]}]})");
  }

  TEST_CASE("what is no schema") {
    CHECK(problem("{") == "this is no JSON");
    CHECK(problem("7").find("neither a name nor") != std::string::npos);
    CHECK(problem(R"("Reading")").find("the type 'Reading' is not known") != std::string::npos);
    CHECK(problem(R"({"name":"x"})").find("no \"type\"") != std::string::npos);
    CHECK(problem(R"({"type":"record","name":"r"})").find("r: a record has no \"fields\"") !=
          std::string::npos);
    CHECK(problem(R"({"type":"record","name":"r","fields":[{"name":"f","type":"x"}]})")
              .find("r: f: the type 'x' is not known") != std::string::npos);
    CHECK(problem(R"({"type":"record","fields":[]})").find("no \"name\"") != std::string::npos);
    CHECK(problem(R"({"type":"fixed","name":"f","size":-1})").find("size") != std::string::npos);
    CHECK(problem(R"([["int"]])").find("a union as a branch") != std::string::npos);
    CHECK(problem(R"([{"type":"fixed","name":"f","size":1},{"type":"fixed","name":"f","size":2}])")
              .find("'f' is there twice") != std::string::npos);
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += R"({"type":"array","items":)";
    CHECK(problem(deep + "\"int\"" + std::string(100'000, '}')).find("too deep") !=
          std::string::npos);
  }
}

TEST_SUITE("Avro values") {
  TEST_CASE("each type") {
    CHECK(text(R"("null")", "") == "null");
    CHECK(text(R"("boolean")", "\x01") == "true");
    CHECK(text(R"("int")", "\x01") == "-1");
    CHECK(text(R"("int")", "\x80\x01") == "64");
    CHECK(text(R"("long")", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01") == "-9223372036854775808");
    CHECK(text(R"("float")", "\0\0\xc4\x41"s) == "24.5");
    CHECK(text(R"("double")", "\0\0\0\0\0\0\xf8\x7f"s) == "\"NaN\"");
    CHECK(text(R"("double")", "\0\0\0\0\0\x80\x38\x40"s) == "24.5");
    CHECK(text(R"("bytes")", "\x06\x00\xff\""s) == "\"\\u0000\xc3\xbf\\\"\"");
    CHECK(text(R"("string")", "\x06\xc3\xa4\xff"s) == "\"\xc3\xa4\xef\xbf\xbd\"");
    CHECK(text(R"({"type":"fixed","name":"f","size":2})", "ab") == "\"ab\"");
    CHECK(text(R"({"type":"array","items":"int"})", "\x04\x02\x04\x01\x02\x06\x00"s) == "[1,2,3]");
    CHECK(text(R"({"type":"map","values":"null"})", "\x02\x02k\x00"s) == "{\"k\":null}");
    CHECK(text(R"(["null",{"type":"array","items":"int"}])", "\x02\x00"s) == "{\"array\":[]}");
    CHECK(text(R"(["null","string"])", "\x00"s) == "null");
  }

  TEST_CASE("a record, which may have itself inside") {
    const std::string one = "\x02s\x02\0\0\0\0\0\x80\x38\x40\x02\x02t\x01\x00\x02"s;
    CHECK(
        text(reading, one + "\x00"s) ==
        R"({"sensor_id":"s","temperature":{"double":24.5},"tags":{"t":-1},"room":"roof","next":null})");
    CHECK(
        text(reading, one + "\x02\x00\x00\x00\x00\x00"s)
            .ends_with(
                R"("next":{"home.Reading":{"sensor_id":"","temperature":null,"tags":{},"room":"attic","next":null}}})"));
  }

  TEST_CASE("bytes that are no such value") {
    CHECK(text(R"("int")", "\xff\xff\xff\xff\x7f").find("too large for int") != std::string::npos);
    CHECK(text(R"("long")", std::string(11, '\xff')).find("too long") != std::string::npos);
    CHECK(text(R"("int")", "").find("ends too early") != std::string::npos);
    CHECK(text(R"("int")", "\x01\x01").find("more behind") != std::string::npos);
    CHECK(text(R"("string")", "\x01").find("ends too early") != std::string::npos);
    CHECK(text(R"("boolean")", "\x02").find("boolean") != std::string::npos);
    CHECK(text(R"(["null"])", "\x02").find("choices") != std::string::npos);
    CHECK(text(R"([])", "\x00"s).find("choices") != std::string::npos);
    CHECK(text(R"({"type":"array","items":"null"})", "\xfe\xff\xff\xff\xff\xff\x01")
              .find("more items") != std::string::npos);
    constexpr std::string_view list =
        R"({"type":"record","name":"l","fields":[{"name":"n","type":["null","l"]}]})";
    CHECK(text(list, std::string(100'000, '\x02')).find("too deep") != std::string::npos);
    constexpr std::string_view itself =
        R"({"type":"record","name":"l","fields":[{"name":"n","type":"l"}]})";
    CHECK(text(itself, "").find("too deep") != std::string::npos);
  }
}

TEST_SUITE("Avro single objects") {
  TEST_CASE("the schema is that of the fingerprint") {
    SingleObjects objects;
    objects.add(schema(R"("int")"));
    objects.add(schema(R"("string")"));
    std::string out;
    CHECK(objects.append(out, marked(schema(R"("string")"), "\x02x")));
    CHECK(objects.append(out, marked(schema(R"("int")"), "\x02")));
    CHECK(out == "\"x\"1");
    const auto unknown = objects.append(out, marked(schema(R"("long")"), "\x02"));
    CHECK(unknown.error().message() ==
          "the value's Avro schema, of fingerprint d054e14493f41db7, is not among those given");
    CHECK_FALSE(objects.append(out, marked(schema(R"("int")"), "")));
    CHECK_FALSE(objects.append(out, "\xc3\x01short"));
    CHECK_FALSE(objects.append(out, std::string(20, 'x')));
    CHECK(out == "\"x\"1");
  }
}
