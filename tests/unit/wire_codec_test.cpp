#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "wire/codec.hpp"
#include "wire/header.hpp"

using kpp::ErrorCode;
using kpp::wire::Bytes;
using kpp::wire::Reader;
using kpp::wire::Writer;

namespace {

Bytes bytes(std::initializer_list<int> values) {
  Bytes made;
  for (const int value : values) made.push_back(static_cast<std::byte>(value));
  return made;
}

Bytes written(auto write) {
  Writer writer;
  write(writer);
  REQUIRE(writer.ok());
  return std::move(writer).take();
}

}  // namespace

TEST_CASE("wire writer: integers are big endian") {
  CHECK(written([](Writer& w) { w.integer(std::int32_t{0x01020304}); }) == bytes({1, 2, 3, 4}));
  CHECK(written([](Writer& w) { w.integer(std::int16_t{-2}); }) == bytes({0xff, 0xfe}));
  CHECK(written([](Writer& w) { w.integer(std::int64_t{1} << 40); }) ==
        bytes({0, 0, 1, 0, 0, 0, 0, 0}));
  CHECK(written([](Writer& w) { w.float64(1.0); }) == bytes({0x3f, 0xf0, 0, 0, 0, 0, 0, 0}));
}

TEST_CASE("wire writer: lengths, classic and compact") {
  CHECK(written([](Writer& w) { w.string("ab", false); }) == bytes({0, 2, 'a', 'b'}));
  CHECK(written([](Writer& w) { w.string("ab", true); }) == bytes({3, 'a', 'b'}));
  CHECK(written([](Writer& w) { w.null_string(false); }) == bytes({0xff, 0xff}));
  CHECK(written([](Writer& w) { w.null_string(true); }) == bytes({0}));
  CHECK(written([](Writer& w) { w.array_length(300, true); }) == bytes({0xad, 0x02}));
  CHECK(written([](Writer& w) { w.array_length(300, false); }) == bytes({0, 0, 1, 0x2c}));
  CHECK(written([](Writer& w) { w.null_array(false); }) == bytes({0xff, 0xff, 0xff, 0xff}));
}

TEST_CASE("wire writer: keeps its first failure") {
  Writer writer;
  writer.string(std::string(40000, 'x'), true);
  writer.fail(ErrorCode::io_error, "second");
  CHECK_FALSE(writer.ok());
  CHECK(writer.error().code() == ErrorCode::invalid_argument);
  CHECK(writer.error().message().find("40000") != std::string::npos);
}

TEST_CASE("wire: varints of every width survive, wider ones are refused") {
  for (const std::uint32_t value : {0U, 1U, 127U, 128U, 16383U, 16384U, 2097151U, 2097152U,
                                    268435455U, 268435456U, 0xffffffffU}) {
    const auto made = written([&](Writer& w) { w.unsigned_varint(value); });
    Reader reader(made);
    CHECK(reader.unsigned_varint() == value);
    CHECK(reader.ok());
    CHECK(reader.remaining() == 0);
  }
  for (const auto& hostile :
       {bytes({0xff, 0xff, 0xff, 0xff, 0x10}), bytes({0x80, 0x80, 0x80, 0x80, 0x80, 0})}) {
    Reader reader(hostile);
    CHECK(reader.unsigned_varint() == 0);
    CHECK_FALSE(reader.ok());
  }
}

TEST_CASE("wire reader: a failure is sticky and yields zeros") {
  const auto source = bytes({1, 2, 3});
  Reader reader(source);
  CHECK(reader.integer<std::int32_t>() == 0);
  CHECK_FALSE(reader.ok());
  CHECK(reader.integer<std::int8_t>() == 0);
  CHECK(reader.take(1).empty());
  CHECK(reader.uuid().is_zero());
  reader.blame("Inner");
  reader.blame("Outer");
  const auto error = reader.error("Metadata response (version 9)");
  CHECK(error.code() == ErrorCode::malformed_response);
  CHECK(error.message() ==
        "Metadata response (version 9) ends too early in field Inner at byte 0 of 3");
}

TEST_CASE("wire reader: lengths are held against what is left") {
  SUBCASE("string longer than the rest") {
    const auto source = bytes({0, 3, 'a', 'b'});
    Reader reader(source);
    CHECK(reader.string_length(false).value == 0);
    CHECK_FALSE(reader.ok());
  }
  SUBCASE("string that fits exactly") {
    const auto source = bytes({0, 2, 'a', 'b'});
    Reader reader(source);
    CHECK(reader.take_text(reader.string_length(false).value) == "ab");
    CHECK(reader.ok());
  }
  SUBCASE("null") {
    const auto source = bytes({0xff, 0xff});
    Reader reader(source);
    CHECK(reader.string_length(false).null);
    CHECK(reader.ok());
  }
  SUBCASE("negative beyond null") {
    const auto source = bytes({0xff, 0xfe, 0, 0});
    Reader reader(source);
    CHECK(reader.string_length(false).value == 0);
    CHECK_FALSE(reader.ok());
  }
  SUBCASE("compact string of more than the classic limit") {
    Bytes source = bytes({0x81, 0x80, 0x02});  // 32769: a text of 32768 bytes
    source.resize(40000);
    Reader reader(source);
    CHECK(reader.string_length(true).value == 0);
    CHECK_FALSE(reader.ok());
  }
  SUBCASE("count times the least size of an element") {
    const auto source = bytes({0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7});
    Reader reader(source);
    CHECK(reader.array_length(false, 4).value == 0);
    CHECK_FALSE(reader.ok());
  }
  SUBCASE("the largest count there is") {
    const auto source = bytes({0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0});
    Reader reader(source);
    CHECK(reader.array_length(false, 64).value == 0);
    CHECK_FALSE(reader.ok());
  }
  SUBCASE("the largest compact count there is") {
    const auto source = bytes({0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0});
    Reader reader(source);
    CHECK(reader.array_length(true, 1).value == 0);
    CHECK_FALSE(reader.ok());
  }
}

TEST_CASE("wire reader: tagged fields that nobody wants are passed over") {
  const auto source = bytes({2, 0, 3, 'a', 'b', 'c', 9, 0, 42});
  Reader reader(source);
  reader.skip_tagged_fields();
  CHECK(reader.integer<std::int8_t>() == 42);
  CHECK(reader.ok());

  const auto hostile = bytes({0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1});
  Reader starved(hostile);
  starved.skip_tagged_fields();
  CHECK_FALSE(starved.ok());
}

TEST_CASE("wire header: a frame length that is none of Kafka's is refused") {
  using Length = std::array<std::byte, kpp::wire::frame_length_size>;
  const auto parse = [](std::initializer_list<int> values) {
    Length length{};
    std::size_t at = 0;
    for (const int value : values) length.at(at++) = static_cast<std::byte>(value);
    return kpp::wire::parse_frame_length(length, 1000);
  };
  CHECK(parse({0, 0, 0, 4}).value() == 4);
  CHECK(parse({0, 0, 3, 0xe8}).value() == 1000);
  CHECK_FALSE(parse({0, 0, 3, 0xe9}));
  CHECK_FALSE(parse({0, 0, 0, 3}));
  CHECK_FALSE(parse({0xff, 0xff, 0xff, 0xff}));
  const auto http = parse({'H', 'T', 'T', 'P'});
  REQUIRE_FALSE(http);
  CHECK(http.error().code() == ErrorCode::malformed_response);
}

TEST_CASE("wire header: a response says which request it answers") {
  const auto frame = bytes({0, 0, 1, 0, 99});
  CHECK(kpp::wire::correlation_id_of(frame).value() == 256);
  CHECK_FALSE(kpp::wire::correlation_id_of(bytes({0, 0, 1})));
}
