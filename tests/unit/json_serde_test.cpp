#include <doctest/doctest.h>

#include "kpp/ext/json.hpp"

using namespace kpp;

namespace {

struct Reading {
  std::string sensor;
  double celsius = 0;
  NLOHMANN_DEFINE_TYPE_INTRUSIVE(Reading, sensor, celsius)
};

const ext::JsonSerde<Reading> serde;
constexpr SerdeContext context{.topic = "t"};

std::string why_not(std::string_view bytes) {
  const auto reading = serde.deserialize(bytes, context);
  REQUIRE_FALSE(reading);
  CHECK(reading.error().code() == ErrorCode::serialization_failed);
  return reading.error().message();
}

}  // namespace

TEST_CASE("json serde: a type with to_json and from_json goes out and comes back") {
  static_assert(Serializer<ext::JsonSerde<Reading>, Reading> &&
                Deserializer<ext::JsonSerde<Reading>, Reading>);
  const auto bytes = serde.serialize({"sensor_1", 24.5}, context);
  REQUIRE(bytes);
  CHECK(bytes->view() == R"({"celsius":24.5,"sensor":"sensor_1"})");
  const auto back = serde.deserialize(bytes->view(), context);
  REQUIRE(back);
  CHECK(back->sensor == "sensor_1");
  CHECK(back->celsius == 24.5);
}

TEST_CASE("json serde: text that is not JSON is an error that names the byte") {
  CHECK(why_not(R"({"sensor":"s",})") == "no JSON at byte 15");
  CHECK(why_not("") == "no JSON at byte 1");
  CHECK(why_not(R"({"sensor":)") == "no JSON at byte 11");
}

TEST_CASE("json serde: JSON of another shape is an error that says what is missing") {
  CHECK(why_not(R"({"sensor":"s"})").find("'celsius'") != std::string::npos);
  CHECK(why_not(R"({"sensor":1,"celsius":1})").find("string") != std::string::npos);
  CHECK(why_not("null").find("null") != std::string::npos);
}

TEST_CASE("json serde: a string that is not UTF-8 cannot be written") {
  const auto bytes = serde.serialize({"\xff", 0}, context);
  REQUIRE_FALSE(bytes);
  CHECK(bytes.error().code() == ErrorCode::serialization_failed);
}
