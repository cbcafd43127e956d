#include <doctest/doctest.h>

#include <string_view>

#include "wire/greeting.hpp"

namespace {

std::string describe(std::string_view bytes) {
  return kpp::wire::describe_foreign_peer("host:1", std::as_bytes(std::span(bytes)));
}

}  // namespace

TEST_CASE("a peer that is no broker is named by what it says") {
  CHECK(describe("SSH-2.0-OpenSSH_9.2p1\r\n") ==
        "host:1 does not speak the Kafka protocol (it answered \"SSH-2.0-OpenSSH_9.2p1\")");
  CHECK(describe("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n") ==
        "host:1 does not speak the Kafka protocol (it answered \"HTTP/1.1 400 Bad Request\")");
  CHECK(describe("220 mail ready") ==
        "host:1 does not speak the Kafka protocol (it answered \"220 mail ready\")");
  CHECK(describe(std::string_view("\x4a\0\0\0\x0a", 5)) ==
        "host:1 does not speak the Kafka protocol");
  CHECK(describe("") == "host:1 does not speak the Kafka protocol");
}

TEST_CASE("a TLS alert or handshake is told apart") {
  const auto tls = "host:1 seems to expect TLS; set security.protocol to SSL or SASL_SSL";
  CHECK(describe(std::string_view("\x15\x03\x03\x00\x02\x02\x46", 7)) == tls);
  CHECK(describe(std::string_view("\x16\x03\x01\x00\x10", 5)) == tls);
  CHECK(describe(std::string_view("\x14\x03\x03\x00\x01", 5)) == tls);
  CHECK(describe(std::string_view("\x15\x04\x03\x00\x02", 5)) != tls);
}

TEST_CASE("a long or odd greeting is cut, not printed raw") {
  const std::string text = describe(std::string(500, 'a'));
  CHECK(text.size() < 130);
  CHECK(describe("abc\x1b[31mdef\n") == "host:1 does not speak the Kafka protocol");
}
