#include <doctest/doctest.h>

#include <vector>

#include "kpp/types.hpp"

TEST_SUITE("uuid") {
  TEST_CASE("prints as Kafka does") {
    CHECK(kpp::Uuid{}.to_string() == "AAAAAAAAAAAAAAAAAAAAAA");
    kpp::Uuid one;
    one.bytes[15] = std::byte{1};
    CHECK(one.to_string() == "AAAAAAAAAAAAAAAAAAAAAQ");  // org.apache.kafka.common.Uuid.ONE_UUID
    kpp::Uuid full;
    full.bytes.fill(std::byte{0xFF});
    CHECK(full.to_string() == "_____________________w");
  }

  TEST_CASE("reads what it prints") {
    kpp::Uuid id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i)
      id.bytes[i] = static_cast<std::byte>(i * 37 + 11);
    const auto parsed = kpp::Uuid::parse(id.to_string());
    REQUIRE(parsed);
    CHECK(*parsed == id);
    CHECK(kpp::Uuid::parse(id.to_string() + "==") == id);
  }

  TEST_CASE("refuses other texts") {
    for (const char* text :
         {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAA+", "AAAAAAAAAAAAAAAAAAAAAAA", "a b"}) {
      CAPTURE(text);
      const auto parsed = kpp::Uuid::parse(text);
      REQUIRE_FALSE(parsed);
      CHECK(parsed.error().code() == kpp::ErrorCode::invalid_argument);
    }
  }
}
