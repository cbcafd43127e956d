// librdkafka's words for a connection that did not come about, and what is made of them.

#include "client/connection_problem.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace kpp;
using client::PeerHints;

namespace {

std::string explained(const PeerHints& hints, const std::string& text,
                      rd_kafka_resp_err_t err = RD_KAFKA_RESP_ERR__TRANSPORT) {
  const auto problem = client::explain(err, Error(ErrorCode::network_exception, text), hints);
  return (problem.final ? "final: " : "") + problem.error.message();
}

std::string explained(const std::string& text) {
  PeerHints hints({.tls = true});
  return explained(hints, text);
}

}  // namespace

TEST_CASE("a connection problem is said in the administration plane's words") {
  CHECK(explained("ssl://localhost:9093/bootstrap: SSL handshake failed: error:0A00010B:SSL "
                  "routines::wrong version number (after 2ms in state SSL_HANDSHAKE)") ==
        "final: localhost:9093 does not speak TLS; set security.protocol to PLAINTEXT or "
        "SASL_PLAINTEXT");
  CHECK(explained("ssl://h:1/bootstrap: SSL handshake failed: Disconnected: connection closed by "
                  "peer: connecting to a PLAINTEXT broker listener? (after 0ms in state X)")
            .starts_with("final: h:1 closed the connection during the TLS handshake"));
  CHECK(explained("sasl_ssl://h:1/2: SASL authentication error: Authentication failed: Invalid "
                  "username or password (after 3ms in state AUTH_REQ, 4 identical error(s) "
                  "suppressed)") ==
        "final: h:1: Authentication failed: Invalid username or password");
  CHECK(explained("sasl_plaintext://h:1/bootstrap: SASL GSSAPI mechanism handshake failed: Broker: "
                  "Unsupported SASL mechanism: broker's supported mechanisms: "
                  "PLAIN,SCRAM-SHA-256") ==
        "final: h:1 does not offer sasl.mechanism=GSSAPI; it offers PLAIN, SCRAM-SHA-256");
  CHECK(explained("sasl_plaintext://h:1/bootstrap: SASL PLAIN mechanism handshake failed: Broker: "
                  "Request not valid in current SASL state: broker's supported mechanisms: ") ==
        "final: h:1 takes no login on this port; set security.protocol to PLAINTEXT or SSL");
  CHECK(
      explained("h:1/bootstrap: Connect to ipv4#127.0.0.1:1 failed: Connection refused (after 0ms "
                "in state CONNECT)") ==
      "h:1/bootstrap: Connect to ipv4#127.0.0.1:1 failed: Connection refused");
}

TEST_CASE("an alert of TLS means another thing to who has shown a certificate") {
  const std::string text =
      "ssl://h:1/bootstrap: Receive failed: error:0A000412:SSL routines::sslv3 alert bad "
      "certificate: SSL alert number 42 (after 2ms in state APIVERSION_QUERY)";
  PeerHints without({.tls = true});
  CHECK(explained(without, text) ==
        "final: h:1 demands a certificate of the client; set ssl.keystore.location");
  PeerHints with({.tls = true, .has_certificate = true});
  CHECK(explained(with, text) == "final: h:1 does not accept the client's certificate");
}

TEST_CASE("why a certificate was turned down is told for the broker that showed it") {
  PeerHints hints({.tls = true});
  hints.note_certificate("h:1", "It has expired");
  const std::string failed =
      ": SSL handshake failed: error:0A000086:SSL routines::certificate verify failed";
  CHECK(explained(hints, "ssl://h:1/bootstrap" + failed, RD_KAFKA_RESP_ERR__SSL) ==
        "final: It has expired");
  CHECK(explained(hints, "ssl://h:2/2" + failed, RD_KAFKA_RESP_ERR__SSL) == "ssl://h:2/2" + failed);
  const std::string other = "ssl://h:1/bootstrap: SSL handshake failed: error:0A0000";
  CHECK(explained(hints, other, RD_KAFKA_RESP_ERR__SSL) == other);
}

TEST_CASE("a broker that closes each connection is suspected, one that does so once is not") {
  const std::string line =
      "[thrd:localhost:9093/bootstrap]: localhost:9093/bootstrap: Disconnected: connection closed "
      "by "
      "peer: receive 0 after POLLIN (after 2ms in state ";
  PeerHints plain({});
  plain.note_log("FAIL", line + "APIVERSION_QUERY)");
  CHECK(!plain.suspicion());
  plain.note_log("OTHER", line + "APIVERSION_QUERY)");
  plain.note_log("FAIL", "[thrd:x]: x: Connect failed (after 2ms in state CONNECT)");
  CHECK(!plain.suspicion());
  plain.note_log("FAIL", line + "APIVERSION_QUERY, 1 identical error(s) suppressed)");
  REQUIRE(plain.suspicion());
  CHECK(plain.suspicion()->starts_with(
      "localhost:9093 closed the connection without an answer: it seems to expect TLS"));

  PeerHints silent({});
  for (int i = 0; i < 2; ++i) silent.note_log("FAIL", line + "UP)");
  REQUIRE(silent.suspicion());
  CHECK(silent.suspicion()->find("if it requires authentication") != std::string::npos);

  PeerHints logged_in({.login = true});
  for (int i = 0; i < 2; ++i) logged_in.note_log("FAIL", line + "UP)");
  CHECK(!logged_in.suspicion());
}
