#include <doctest/doctest.h>

#include <string>

#include "record_io/deserializer.hpp"
#include "record_io/text.hpp"
#include "text/java_number.hpp"

using namespace kpp;
using namespace kpp::tools;

namespace {

std::string as_utf8(std::string_view bytes) {
  std::string out;
  append_as_utf8(out, bytes);
  return out;
}

/// With "?" for U+FFFD.
std::string marked(std::string_view bytes) {
  const std::string decoded = as_utf8(bytes);
  std::string_view rest = decoded;
  std::string text;
  for (;;) {
    const std::size_t at = rest.find("\xEF\xBF\xBD");
    text += rest.substr(0, at);
    if (at == std::string_view::npos) return text;
    text += '?';
    rest.remove_prefix(at + 3);
  }
}

std::string base64(std::string_view bytes) {
  std::string out;
  append_base64(out, bytes);
  return out;
}

template <class Number>
std::string java(Number number) {
  std::string out;
  append_java_number(out, number);
  return out;
}

std::string read(std::string_view deserializer, std::string_view bytes,
                 const Properties& settings = {}) {
  const auto made = Deserializer::named(deserializer, settings);
  if (!made) return "! " + made.error().message();
  std::string out = "=";
  const auto done = made->append(out, bytes);
  return done ? out : "! " + done.error().message();
}

using namespace std::string_literals;

}  // namespace

TEST_SUITE("text of bytes") {
  TEST_CASE("well-formed text is left alone") {
    const std::string text =
        "plain, \xC3\xA4, \xE2\x82\xAC, \xF0\x9F\x98\x80 and a long tail of it";
    CHECK(is_utf8(text));
    CHECK(as_utf8(text) == text);
    CHECK(is_utf8(""));
    CHECK(is_utf8(std::string("a\0b", 3)));
  }

  // Each of these was sent through Kafka 4.3.1's own console producer.
  TEST_CASE("replacement counts are those of Java's decoder") {
    CHECK(marked("e\xFF\xFE") == "e??");
    CHECK(marked("\xE2\x82") == "?");
    CHECK(marked("x\xED\xA0\x80y") == "x?y");
    CHECK(marked("\xF0\x9F\x98") == "?");
    CHECK(marked("\xC0\x80z") == "??z");
    CHECK(marked("\xF5\x80q") == "??q");
    CHECK(marked("\xE0\x80\x80r") == "???r");
    CHECK(marked("\xF4\x90\x80\x80s") == "????s");
    CHECK(marked("12345678\xFF"
                 "12345678") == "12345678?12345678");
    CHECK(marked("\xC3") == "?");
    CHECK(marked("\xE2\x28\xA1") == "?(?");
  }

  TEST_CASE("base64") {
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
    CHECK(base64("\xFF\xFE\xFD") == "//79");
  }

  TEST_CASE("numbers as Java writes them") {
    CHECK(java(24.5) == "24.5");
    CHECK(java(0.0) == "0.0");
    CHECK(java(-0.0) == "-0.0");
    CHECK(java(1.0) == "1.0");
    CHECK(java(100.0) == "100.0");
    CHECK(java(9999999.0) == "9999999.0");
    CHECK(java(10000000.0) == "1.0E7");
    CHECK(java(123456789.125) == "1.23456789125E8");
    CHECK(java(0.001) == "0.001");
    CHECK(java(0.00099) == "9.9E-4");
    CHECK(java(-1.5e-300) == "-1.5E-300");
    CHECK(java(1e100) == "1.0E100");
    CHECK(java(1e23) == "1.0E23");
    CHECK(java(2e-3) == "0.002");
    CHECK(java(5e-324) == "4.9E-324");
    CHECK(java(1.401298464324817e-45F) == "1.4E-45");
    CHECK(java(3.0) == "3.0");
    CHECK(java(1.0 / 0.0) == "Infinity");
    CHECK(java(-1.0 / 0.0) == "-Infinity");
    CHECK(java(0.0 / 0.0) == "NaN");
    CHECK(java(0.1F) == "0.1");
    CHECK(java(3.4028235e38F) == "3.4028235E38");
    CHECK(java(16777216.0F) == "1.6777216E7");
  }

  TEST_CASE("deserializers") {
    const std::string package = "org.apache.kafka.common.serialization.";
    CHECK(read(package + "LongDeserializer", "\0\0\0\0\0\0\x01\x02"s) == "=258");
    CHECK(read("LongDeserializer", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE"s) == "=-2");
    CHECK(read("LongDeserializer", "abc") ==
          "! Size of data received by LongDeserializer is not 8");
    CHECK(read("IntegerDeserializer", "\x80\0\0\0"s) == "=-2147483648");
    CHECK(read("ShortDeserializer", "\xFF\xFF"s) == "=-1");
    CHECK(read("DoubleDeserializer", "\x40\x38\x80\0\0\0\0\0"s) == "=24.5");
    CHECK(read("FloatDeserializer", "\x41\xC4\0\0"s) == "=24.5");
    CHECK(read("FloatDeserializer", "x") == "! Size of data received by Deserializer is not 4");
    CHECK(read("BooleanDeserializer", "\x01"s) == "=true");
    CHECK(read("BooleanDeserializer", "\0"s) == "=false");
    CHECK(read("BooleanDeserializer", "\xFF"s) ==
          "! Unexpected byte received by BooleanDeserializer: -1");
    CHECK(read("UUIDDeserializer", "123E4567-e89b-12d3-a456-426614174000") ==
          "=123e4567-e89b-12d3-a456-426614174000");
    CHECK(read("UUIDDeserializer", "1-2-3-4-5") == "=00000001-0002-0003-0004-000000000005");
    CHECK(read("UUIDDeserializer", "nonsense") == "! Error parsing data into UUID");
    CHECK(read("BytesDeserializer", "a\\\n\xFF~"s) == "=a\\x5C\\x0A\\xFF~");
    CHECK(read("ByteArrayDeserializer", "\xFF\0"s) == "=\xFF\0"s);
    CHECK(read("VoidDeserializer", "") == "! Data should be null for a VoidDeserializer.");
    CHECK(read("StringDeserializer", "a\xFF") == "=a\xEF\xBF\xBD");
    CHECK(read("StringDeserializer", "\xE4", {{"deserializer.encoding", "ISO-8859-1"}}) ==
          "=\xC3\xA4");
    CHECK(read("StringDeserializer", "\xE4", {{"value.deserializer.encoding", "US-ASCII"}}) ==
          "=\xEF\xBF\xBD");
  }

  TEST_CASE("a deserializer that is not here is refused by name") {
    CHECK(read("io.confluent.kafka.serializers.KafkaAvroDeserializer", "")
              .starts_with("! Deserializer 'io.confluent.kafka.serializers.KafkaAvroDeserializer' "
                           "is a Java class"));
    CHECK(read("StringDeserializer", "", {{"deserializer.encoding", "EBCDIC"}})
              .starts_with("! Unsupported encoding EBCDIC"));
  }
}
