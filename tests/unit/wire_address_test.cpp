#include <doctest/doctest.h>

#include "wire/address.hpp"

using kpp::ErrorCode;
using kpp::wire::Address;
using kpp::wire::parse_address;
using kpp::wire::parse_bootstrap_servers;

TEST_CASE("addresses: host and port, IPv6 in brackets, a listener's name in front") {
  CHECK(parse_address("localhost:9092").value() == Address{"localhost", 9092});
  CHECK(parse_address("10.0.0.1:1").value() == Address{"10.0.0.1", 1});
  CHECK(parse_address("[::1]:9092").value() == Address{"::1", 9092});
  CHECK(parse_address("[fe80::1%eth0]:65535").value() == Address{"fe80::1%eth0", 65535});
  CHECK(parse_address("PLAINTEXT://my_host.example-1:9092").value() ==
        Address{"my_host.example-1", 9092});
  CHECK(Address{"::1", 9092}.to_string() == "[::1]:9092");
  CHECK(Address{"localhost", 9092}.to_string() == "localhost:9092");
}

TEST_CASE("addresses: the errors of Kafka's Java clients") {
  const auto message = [](const char* text) { return parse_address(text).error().message(); };
  CHECK(message("localhost") == "Invalid url in bootstrap.servers: localhost");
  CHECK(message("localhost:") == "Invalid url in bootstrap.servers: localhost:");
  CHECK(message(":9092") == "Invalid url in bootstrap.servers: :9092");
  CHECK(message("host name:9092") == "Invalid url in bootstrap.servers: host name:9092");
  CHECK(message("host:90x") == "Invalid url in bootstrap.servers: host:90x");
  CHECK(message("host:-1") == "Invalid url in bootstrap.servers: host:-1");
  CHECK(message("a b://host:9092") == "Invalid url in bootstrap.servers: a b://host:9092");
  CHECK(message("host:65536") == "Invalid port in bootstrap.servers: host:65536");
  CHECK(message("host:0") == "Invalid port in bootstrap.servers: host:0");
  CHECK(message("host:99999999999999999999") ==
        "Invalid port in bootstrap.servers: host:99999999999999999999");
}

TEST_CASE("bootstrap list: commas, blanks, doubles, and the first bad one") {
  const auto list = parse_bootstrap_servers(" a:1 , b:2,,a:1,\t[::1]:3 ");
  REQUIRE(list);
  CHECK(*list == std::vector<Address>{{"a", 1}, {"b", 2}, {"::1", 3}});
  CHECK(parse_bootstrap_servers("a:1,b").error().message() ==
        "Invalid url in bootstrap.servers: b");
  for (const char* nothing : {"", " ", ",", " , "})
    CHECK(parse_bootstrap_servers(nothing).error().message() ==
          "No resolvable bootstrap urls given in bootstrap.servers");
  CHECK(parse_bootstrap_servers("").error().code() == ErrorCode::invalid_config_value);
}
