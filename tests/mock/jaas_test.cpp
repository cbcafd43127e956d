#include "core/jaas.hpp"

#include <doctest/doctest.h>

using kpp::core::parse_jaas;

TEST_CASE("a JAAS entry gives its module and options") {
  const auto entry = parse_jaas(
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"alice\" "
      "password=\"a \\\"quoted\\\" = secret; here\";");
  REQUIRE(entry);
  CHECK(entry->login_module == "ScramLoginModule");
  CHECK(entry->options.at("username") == "alice");
  CHECK(entry->options.at("password") == "a \"quoted\" = secret; here");
}

TEST_CASE("white space, single quotes and bare words are read as Java reads them") {
  const auto entry =
      parse_jaas("\n PlainLoginModule\trequired\n user = bob password='p;w' debug=true ; ");
  REQUIRE(entry);
  CHECK(entry->login_module == "PlainLoginModule");
  CHECK(entry->options.at("user") == "bob");
  CHECK(entry->options.at("password") == "p;w");
  CHECK(entry->options.at("debug") == "true");
}

TEST_CASE("what is malformed is refused without quoting the secret") {
  for (const char* text :
       {"", "PlainLoginModule", "PlainLoginModule username=\"geheim\";",
        "PlainLoginModule required username=\"geheim\"",
        "PlainLoginModule required username=\"geheim", "PlainLoginModule required =\"geheim\";",
        "PlainLoginModule required password;",
        "PlainLoginModule required a=b; OtherLoginModule required c=geheim;"}) {
    CAPTURE(text);
    const auto entry = parse_jaas(text);
    REQUIRE(!entry);
    CHECK(entry.error().code() == kpp::ErrorCode::invalid_config_value);
    CHECK(entry.error().message().find("geheim") == std::string::npos);
  }
}
