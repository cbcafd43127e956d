// Expected bytes are what the serializers of Kafka's Java client 4.3.1 write.

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "kpp/serde.hpp"

using namespace kpp;
using namespace std::string_view_literals;

namespace {

constexpr SerdeContext context{.topic = "t"};

template <class T>
std::string written(const T& value) {
  const Result<Blob> bytes = Serde<T>().serialize(value, context);
  REQUIRE(bytes);
  return std::string(bytes->view());
}

template <class T>
Result<T> read(std::string_view bytes) {
  return Serde<T>().deserialize(bytes, context);
}

template <class T>
void check_both_ways(const T& value, std::string_view bytes) {
  CHECK(written(value) == bytes);
  const Result<T> back = read<T>(bytes);
  REQUIRE(back);
  CHECK(*back == value);
}

struct Refusing {
  [[nodiscard]] Result<Blob> serialize(int value, const SerdeContext& /*context*/) const {
    if (value < 0) throw std::out_of_range("negative");
    return fail(ErrorCode::serialization_failed, "never");
  }
};

}  // namespace

TEST_CASE("serde: strings are their bytes, and empty is not null") {
  check_both_ways<std::string>(
      "gr\xC3\xBC\xC3\x9F"
      "e \xE2\x82\xAC",
      "\x67\x72\xc3\xbc\xc3\x9f\x65\x20\xe2\x82\xac");
  check_both_ways<std::string>("", "");
  check_both_ways<std::string_view>("view", "view");
}

TEST_CASE("serde: integers are big-endian, as Java's") {
  check_both_ways<std::int16_t>(-2, "\xff\xfe");
  check_both_ways<std::int16_t>(258, "\x01\x02");
  check_both_ways<std::int32_t>(std::numeric_limits<std::int32_t>::min(), "\x80\x00\x00\x00"sv);
  check_both_ways<std::int32_t>(16909060, "\x01\x02\x03\x04");
  check_both_ways<std::int64_t>(-2, "\xff\xff\xff\xff\xff\xff\xff\xfe");
  check_both_ways<std::int64_t>(72623859790382856, "\x01\x02\x03\x04\x05\x06\x07\x08");
}

TEST_CASE("serde: floating point numbers are IEEE 754, big-endian") {
  check_both_ways(1.5F, "\x3f\xc0\x00\x00"sv);
  CHECK(written(-0.0F) == "\x80\x00\x00\x00"sv);
  CHECK(std::signbit(*read<float>("\x80\x00\x00\x00"sv)));
  check_both_ways(24.5, "\x40\x38\x80\x00\x00\x00\x00\x00"sv);
  check_both_ways(-std::numeric_limits<double>::infinity(), "\xff\xf0\x00\x00\x00\x00\x00\x00"sv);
}

TEST_CASE("serde: a double has one NaN, a float keeps its bits, as in Java") {
  const float odd_float = *read<float>("\x7f\xc0\x00\x01"sv);
  CHECK(written(odd_float) == "\x7f\xc0\x00\x01"sv);
  const double odd_double = *read<double>("\x7f\xf8\x00\x00\x00\x00\x00\x01"sv);
  CHECK(std::isnan(odd_double));
  CHECK(written(odd_double) == "\x7f\xf8\x00\x00\x00\x00\x00\x00"sv);
}

TEST_CASE("serde: a UUID is its text") {
  Uuid uuid;
  const std::string_view bytes =
      "\x12\x3e\x45\x67\xe8\x9b\x12\xd3\xa4\x56\x42\x66\x14\x17\x40\x00"sv;
  for (std::size_t i = 0; i < bytes.size(); ++i) uuid.bytes[i] = static_cast<std::byte>(bytes[i]);
  check_both_ways(uuid, "123e4567-e89b-12d3-a456-426614174000");
  CHECK(read<Uuid>("123E4567-E89B-12D3-A456-426614174000").value() == uuid);
  for (const std::string_view wrong :
       {""sv, "zz"sv, "123e4567-e89b-12d3-a456-42661417400"sv,
        "123e4567-e89b-12d3-a456-42661417400g"sv, "123e4567ae89b-12d3-a456-4266141740000"sv,
        "123e4567ae89b-12d3-a456-426614174000"sv}) {
    CAPTURE(wrong);
    const auto uuid_of = read<Uuid>(wrong);
    REQUIRE_FALSE(uuid_of);
    CHECK(uuid_of.error().code() == ErrorCode::serialization_failed);
  }
}

TEST_CASE("serde: bytes are themselves, zero included") {
  check_both_ways(std::vector<std::byte>{std::byte{0}, std::byte{0xff}, std::byte{0x7f}},
                  "\x00\xff\x7f"sv);
  check_both_ways(Blob("\x00\x01"sv), "\x00\x01"sv);
}

TEST_CASE("serde: a number of another size is an error that says both") {
  for (const std::string_view wrong : {""sv, "\x00\x00\x00"sv, "\x00\x00\x00\x00\x00"sv}) {
    const auto number = read<std::int32_t>(wrong);
    REQUIRE_FALSE(number);
    CHECK(number.error().code() == ErrorCode::serialization_failed);
    CHECK(number.error().message() == std::to_string(wrong.size()) + " bytes where a number has 4");
  }
  CHECK_FALSE(read<double>("1234"));
  CHECK_FALSE(read<std::int64_t>("1234"));
}

TEST_CASE("serde: a typed record becomes bytes, and absent stays absent") {
  const auto record = serialize(TypedRecord<std::string, std::int32_t>{.topic = "t",
                                                                       .key = "k",
                                                                       .value = 7,
                                                                       .headers = {{"h", "v"}},
                                                                       .partition = 3,
                                                                       .timestamp = 12,
                                                                       .tag = 9});
  REQUIRE(record);
  CHECK(record->topic == "t");
  CHECK(record->key.value().view() == "k");
  CHECK(record->value.value().view() == "\x00\x00\x00\x07"sv);
  CHECK(record->headers == std::vector<Header>{{"h", "v"}});
  CHECK(record->partition == 3);
  CHECK(record->timestamp == 12);
  CHECK(record->tag == 9);

  const auto tombstone = serialize(TypedRecord<std::string, std::int32_t>{.topic = "t", .key = ""});
  REQUIRE(tombstone);
  CHECK(tombstone->key.value().view().empty());
  CHECK_FALSE(tombstone->value);
}

TEST_CASE("serde: a moved string's bytes are not copied") {
  TypedRecord<std::string, std::string> record{.topic = "t", .value = std::string(1000, 'x')};
  const char* bytes = record.value->data();
  CHECK(serialize(std::move(record))->value.value().view().data() == bytes);
}

TEST_CASE("serde: what a serializer refuses or throws is an error with the part and the topic") {
  const auto refused = serialize(TypedRecord<std::string, int>{.topic = "t", .value = 1},
                                 Serde<std::string>(), Refusing());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::serialization_failed);
  CHECK(refused.error().message() == "the value cannot be written: never");
  CHECK(refused.error().topic() == "t");
  const auto thrown = serialize(TypedRecord<int, std::string>{.topic = "t", .key = -1}, Refusing());
  REQUIRE_FALSE(thrown);
  CHECK(thrown.error().message() == "the key cannot be written: negative");
}

TEST_CASE("serde: the concepts tell what fits") {
  static_assert(Serializer<Serde<std::string>, std::string> &&
                Deserializer<Serde<std::string>, std::string>);
  static_assert(Serializer<Serde<std::int32_t>, std::int32_t>);
  static_assert(Serializer<Refusing, int> && !Deserializer<Refusing, int>);
  static_assert(!Deserializer<Serde<std::string>, std::int32_t>);
  CHECK(java_exception(ErrorCode::serialization_failed) ==
        "org.apache.kafka.common.errors.SerializationException");
}
