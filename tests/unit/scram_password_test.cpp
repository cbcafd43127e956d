#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "wire/scram_password.hpp"

using namespace kpp;
using namespace kpp::wire;

namespace {

std::string hex(const Bytes& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::byte byte : bytes) {
    text += digits[std::to_integer<std::size_t>(byte >> 4)];
    text += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return text;
}

Bytes bytes(std::initializer_list<int> values) {
  Bytes all;
  for (const int value : values) all.push_back(static_cast<std::byte>(value));
  return all;
}

// Of the example in RFC 7677; the hashes are what Python's hashlib makes of it.
const Bytes salt = bytes({0x5b, 0x6d, 0x99, 0x68, 0x9d, 0x12, 0x35, 0x8e, 0xec, 0xa0, 0x4b, 0x14,
                          0x12, 0x36, 0xfa, 0x81});

}  // namespace

TEST_CASE("SCRAM: a password is salted as RFC 5802 says") {
  CHECK(hex(salted_password(ScramHash::sha_256, "pencil", salt, 4096).value()) ==
        "c4a49510323ab4f952cac1fa99441939e78ea74d6be81ddf7096e87513dc615d");
  CHECK(hex(salted_password(ScramHash::sha_512, "pencil", salt, 4096).value()) ==
        "f16efe1be67f1d09502ebd5ed9262fddffba5a377ab4f0b687e5ed5ba0f50686"
        "b8a4ae166476da8ab3b951d2fa9238b63998f45461bc33a464814949cec9631d");
}

TEST_CASE("SCRAM: salts are long, and no two are alike") {
  const auto one = random_salt();
  const auto other = random_salt();
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->size() == 32);
  CHECK(*one != *other);
}
