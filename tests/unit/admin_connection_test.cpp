// What a user is told when there is no broker, or something else, at the other end; and how a broker's bad manners are
// borne.

#include <doctest/doctest.h>

#include <string_view>
#include <thread>

#include "support/admin_client.hpp"
#include "support/fake_broker.hpp"

using namespace kpp;
using namespace kpp::test;
using wire::ApiKey;

namespace {

/// The error of a first call to a peer that behaves like this.
Error error_against(std::function<void(Peer&)> serve,
                    AdminOptions options = {.bootstrap_timeout = 400ms}) {
  const SocketServer server(std::move(serve));
  Admin admin = admin_on(server.address(), {}, options);
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  std::string message = topics.error().message();
  if (const auto at = message.find(server.address()); at != std::string::npos)
    message.replace(at, server.address().size(), "PEER");
  return Error(topics.error().code(), message);
}

std::function<void(Peer&)> answering(std::string_view bytes) {
  return [bytes](Peer& peer) {
    (void)peer.receive_frame();
    peer.send(bytes);
    peer.wait_for_close();
  };
}

}  // namespace

TEST_CASE("a refused connection is tried for a second, then said") {
  const DeadPort nobody;
  Admin admin = admin_on(nobody.address());
  const Stopwatch watch;
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  CHECK(topics.error().code() == ErrorCode::connection_failed);
  CHECK(topics.error().message() == "Connection to " + nobody.address() + " refused");
  CHECK(watch.elapsed() >= 300ms);
  CHECK(watch.elapsed() < 2000ms);
}

TEST_CASE("a broker reached by a name is not connected to again by its number") {
  FakeBroker broker;
  broker.cluster({&broker}, broker.id());  // as 127.0.0.1
  broker.on<wire::ListPartitionReassignmentsRequest>(
      [](const auto&, std::int16_t) { return wire::ListPartitionReassignmentsResponse{}; });
  Admin admin = admin_on("localhost:" + std::to_string(broker.port()));
  REQUIRE(admin.list_partition_reassignments());
  CHECK(broker.connections() == 1);
}

TEST_CASE("each dead bootstrap server is named with its reason") {
  const DeadPort nobody;
  const SocketServer ssh([](Peer& peer) {
    peer.send("SSH-2.0-Test\r\n");
    peer.wait_for_close();
  });
  Admin admin = admin_on(nobody.address() + "," + ssh.address());
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  CHECK(topics.error().message() ==
        "No bootstrap server could be reached: Connection to " + nobody.address() + " refused; " +
            ssh.address() + " does not speak the Kafka protocol (it answered \"SSH-2.0-Test\")");
}

TEST_CASE("one live bootstrap server among dead and silent ones is enough") {
  const DeadPort nobody;
  const SocketServer silent([](Peer& peer) { peer.wait_for_close(); });
  const FakeBroker broker;
  Admin admin = admin_on(silent.address() + "," + nobody.address() + "," + broker.address());
  const Stopwatch watch;
  CHECK(admin.list_topics());
  CHECK(watch.elapsed() < 2000ms);
}

TEST_CASE("the last of many silent bootstrap servers still gets its turn") {
  const FakeBroker broker;
  std::vector<std::unique_ptr<SocketServer>> silent;
  std::string servers;
  for (int i = 0; i < 20; ++i) {
    silent.push_back(std::make_unique<SocketServer>([](Peer& peer) { peer.wait_for_close(); }));
    servers += silent.back()->address() + ",";
  }
  Admin admin = admin_on(servers + broker.address(), {}, {.bootstrap_timeout = 1500ms});
  CHECK(admin.list_topics());
}

TEST_CASE("a broker that comes up a moment later is waited for") {
  std::unique_ptr<FakeBroker> broker;
  // A closed port first: the peer accepts and closes once, as a broker does while it starts.
  std::atomic<int> connections = 0;
  FakeBroker real;
  const SocketServer starting([&](Peer& peer) {
    if (connections++ == 0) return;
    while (const auto frame = peer.receive_frame()) {
      wire::Reader reader(*frame);
      reader.skip(2);
      const auto version = reader.integer<std::int16_t>();
      const auto correlation_id = reader.integer<std::int32_t>();
      const auto versions =
          FakeBroker::reply<wire::ApiVersionsRequest>(real.versions(), version, correlation_id);
      wire::MetadataResponse metadata;
      metadata.brokers.push_back({1, "127.0.0.1", 1, {}});
      const auto topics =
          FakeBroker::reply<wire::MetadataRequest>(metadata, version, correlation_id);
      peer.send(connections == 2 && version <= 4 ? versions.bytes : topics.bytes);
    }
  });
  Admin admin = admin_on(starting.address());
  CHECK(admin.list_topics());
  CHECK(connections == 2);
}

TEST_CASE("a peer that is no broker is recognised") {
  CHECK(error_against(answering("HTTP/1.1 400 Bad Request\r\n\r\n")).message() ==
        "PEER does not speak the Kafka protocol (it answered \"HTTP/1.1 400 Bad Request\")");
  CHECK(error_against(answering(std::string_view("\x15\x03\x03\0\2\2\x46", 7))).message() ==
        "PEER seems to expect TLS; set security.protocol to SSL or SASL_SSL");
  // A frame, but no answer to what was asked.
  CHECK(error_against(answering(std::string_view("\0\0\0\x8\0\0\0\x9xxxx", 12))).message() ==
        "PEER does not speak the Kafka protocol");
  CHECK(error_against(answering(std::string_view("\0\0\0\x8\0\0\0\1xxxx", 12)))
            .message()
            .starts_with("PEER does not speak the Kafka protocol: ApiVersions response"));
  // Longer than any answer to ApiVersions.
  CHECK(error_against(answering(std::string_view("\0\x7f\xff\xff....", 8))).code() ==
        ErrorCode::connection_failed);
  CHECK(error_against(answering(std::string_view("\xff\xff\xff\xff", 4))).message() ==
        "PEER does not speak the Kafka protocol");
}

TEST_CASE("a peer that closes at once is asked twice, then a TLS listener is suspected") {
  std::atomic<int> connections = 0;
  const Error error = error_against([&](Peer&) { ++connections; });
  CHECK(connections == 2);
  CHECK(error.message() ==
        "PEER closed the connection without an answer: it seems to expect TLS (set "
        "security.protocol to SSL or SASL_SSL), or it is no Kafka broker");
}

TEST_CASE("a peer that is silent is given up after the bootstrap timeout") {
  const Stopwatch watch;
  const auto stuck =
      "PEER accepted the connection but does not answer: it is no Kafka broker, or stuck";
  CHECK(error_against([](Peer& peer) { peer.wait_for_close(); }).message() == stuck);
  CHECK(error_against(answering(std::string_view("\0\0\1\0\0\0", 6))).message() == stuck);
  CHECK(watch.elapsed() >= 800ms);
  CHECK(watch.elapsed() < 3000ms);
}

TEST_CASE("a name that does not resolve is said") {
  Admin admin = admin_on("no-such-host.invalid:9092");
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  CHECK(topics.error().message().starts_with("Couldn't resolve server no-such-host.invalid"));
}

TEST_CASE("a broker that does not know the newest ApiVersions names the ones it knows (KIP-511)") {
  FakeBroker broker;
  broker.speaks(ApiKey::api_versions, wire::between(0, 2));
  broker.on_raw(ApiKey::api_versions, [&](const FakeBroker::Request& request) {
    wire::ApiVersionsResponse answer = broker.versions();
    if (request.version <= 2) return FakeBroker::reply<wire::ApiVersionsRequest>(answer, request);
    answer.error_code = static_cast<std::int16_t>(ErrorCode::unsupported_version);
    return FakeBroker::reply<wire::ApiVersionsRequest>(answer, 0, request.correlation_id);
  });
  Admin admin = admin_on(broker.address());
  CHECK(admin.list_topics());
  CHECK(broker.count(ApiKey::api_versions) == 2);
  CHECK(broker.last_version(ApiKey::api_versions) == 2);
}

TEST_CASE("a broker that answers unsupported_version for ever is given up") {
  FakeBroker broker;
  broker.on_raw(ApiKey::api_versions, [&](const FakeBroker::Request& request) {
    wire::ApiVersionsResponse answer;
    answer.error_code = static_cast<std::int16_t>(ErrorCode::unsupported_version);
    return FakeBroker::reply<wire::ApiVersionsRequest>(answer, 0, request.correlation_id);
  });
  Admin admin = admin_on(broker.address());
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  CHECK(topics.error().code() == ErrorCode::unsupported_version);
  CHECK(broker.count(ApiKey::api_versions) == 2);
}

TEST_CASE("a listing costs one connection and two requests") {
  const FakeBroker broker;
  Admin admin = admin_on(broker.address());
  REQUIRE(admin.list_topics());
  CHECK(broker.connections() == 1);
  CHECK(broker.count(ApiKey::api_versions) == 1);
  CHECK(broker.count(ApiKey::metadata) == 1);
  REQUIRE(admin.list_topics());
  CHECK(broker.connections() == 1);
  CHECK(broker.count(ApiKey::api_versions) == 1);
}

TEST_CASE("a request that the broker does not have is refused with its name") {
  FakeBroker broker;
  broker.lacks(ApiKey::list_partition_reassignments);
  broker.speaks(ApiKey::metadata, wire::between(4, 11));
  Admin admin = admin_on(broker.address());
  const auto reassignments = admin.list_partition_reassignments();
  REQUIRE(!reassignments);
  CHECK(reassignments.error().code() == ErrorCode::unsupported_by_broker);
  CHECK(reassignments.error().message() ==
        "this broker (" + broker.address() + ") does not have ListPartitionReassignments");

  const Uuid id = Uuid::parse("AAAAAAAAAAAAAAAAAAAAAQ").value();
  const auto described = admin.describe_topics_by_id({&id, 1});
  REQUIRE(described);
  CHECK(described->first_error()->message() ==
        "this broker (" + broker.address() +
            ") does not have Metadata version 12 or newer, only 4 to 11");
}

TEST_CASE("a connection lost in the middle is made anew and the request repeated") {
  for (const bool mid_frame : {false, true}) {
    CAPTURE(mid_frame);
    FakeBroker broker;
    broker.on_raw(ApiKey::metadata, [&](const FakeBroker::Request& request) {
      auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
      if (request.number == 0) {
        reply.bytes.resize(mid_frame ? reply.bytes.size() / 2 : 0);
        reply.then_close = true;
      }
      return reply;
    });
    Admin admin = admin_on(broker.address());
    CHECK(admin.list_topics());
    CHECK(broker.connections() == 2);
  }
}

TEST_CASE("a broker that hangs up on every request is not asked for ever") {
  FakeBroker broker;
  broker.on_raw(ApiKey::metadata, [](const FakeBroker::Request&) {
    return FakeBroker::Reply{{}, true, {}};
  });
  Admin admin = admin_on(broker.address());
  const Stopwatch watch;
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  CHECK(topics.error().code() == ErrorCode::connection_failed);
  CHECK(topics.error().message() ==
        broker.address() +
            " closed the connection before it answered Metadata; if it requires authentication, "
            "set security.protocol and sasl.mechanism");
  CHECK(broker.count(ApiKey::metadata) == 2);
  CHECK(watch.elapsed() < 1000ms);
}

TEST_CASE("an answer with another correlation id, or of no request, breaks the connection") {
  FakeBroker broker;
  broker.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    return FakeBroker::reply<wire::MetadataRequest>({}, request.version,
                                                    request.correlation_id + 1);
  });
  Admin admin = admin_on(broker.address());
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  CHECK(topics.error().code() == ErrorCode::malformed_response);
  CHECK(topics.error().message() == broker.address() + " answered a request that was not sent");
}

TEST_CASE("garbage in an answer, a hostile length, bytes left over: an error that says so") {
  FakeBroker broker;
  Admin admin = admin_on(broker.address());
  const auto message = [&](FakeBroker::Script script) {
    broker.on_raw(ApiKey::metadata, std::move(script));
    const auto topics = admin.list_topics();
    REQUIRE(!topics);
    CHECK(topics.error().code() == ErrorCode::malformed_response);
    return topics.error().message();
  };
  CHECK(message([](const FakeBroker::Request& request) {
          auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
          for (std::size_t i = 9; i < reply.bytes.size(); ++i) reply.bytes[i] = std::byte{0xff};
          return reply;
        }).starts_with("Metadata response (version "));
  CHECK(message([](const FakeBroker::Request& request) {
          auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
          reply.bytes.push_back(std::byte{0});
          reply.bytes[3] = static_cast<std::byte>(reply.bytes.size() - 4);
          return reply;
        }).find("goes on after its last field") != std::string::npos);
  CHECK(message([](const FakeBroker::Request&) {
          return FakeBroker::Reply{wire::Bytes(8, std::byte{0x7f}), false, {}};
        }).starts_with(broker.address() + " sent a malformed response"));
}

TEST_CASE("a broker that does not answer is given up after request.timeout.ms") {
  FakeBroker broker;
  broker.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
    if (request.number == 0) reply.delay = 10s;
    return reply;
  });
  Admin admin = admin_on(broker.address(), {{"request.timeout.ms", "100"}});
  const Stopwatch watch;
  CHECK(admin.list_topics());
  CHECK(watch.elapsed() >= 100ms);
  CHECK(watch.elapsed() < 5000ms);
  CHECK(broker.connections() == 2);
}

TEST_CASE("a call ends at its deadline, saying what it was waiting for") {
  FakeBroker broker;
  broker.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
    reply.delay = 10s;
    return reply;
  });
  Admin admin = admin_on(broker.address());
  const Stopwatch watch;
  const auto topics = admin.list_topics(within(150ms));
  REQUIRE(!topics);
  CHECK(topics.error().code() == ErrorCode::timed_out);
  CHECK(topics.error().message() == "timed out waiting for an answer to Metadata");
  CHECK(watch.elapsed() >= 150ms);
  CHECK(watch.elapsed() < 2000ms);

  // The next call is not held up by an answer that nobody waits for any more.
  broker.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    return FakeBroker::reply<wire::MetadataRequest>({}, request);
  });
  CHECK(admin.list_topics());
  CHECK(watch.elapsed() < 4000ms);
}

TEST_CASE("default.api.timeout.ms bounds calls that name no timeout") {
  FakeBroker broker;
  broker.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
    reply.delay = 10s;
    return reply;
  });
  Admin admin = admin_on(broker.address(), {{"default.api.timeout.ms", "100"}});
  const Stopwatch watch;
  CHECK(admin.list_topics().error().code() == ErrorCode::timed_out);
  CHECK(watch.elapsed() < 2000ms);
}

TEST_CASE("a stop token ends a call at once, while connecting and while waiting") {
  FakeBroker slow;
  slow.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
    reply.delay = 10s;
    return reply;
  });
  const SocketServer silent([](Peer& peer) { peer.wait_for_close(); });
  for (const std::string& address : {slow.address(), silent.address()}) {
    Admin admin = admin_on(address);
    std::stop_source stop;
    const std::jthread stopper([&] {
      std::this_thread::sleep_for(50ms);
      stop.request_stop();
    });
    const Stopwatch watch;
    const auto topics = admin.list_topics({.timeout = 20s, .stop = stop.get_token()});
    REQUIRE(!topics);
    CHECK(topics.error().code() == ErrorCode::cancelled);
    CHECK(watch.elapsed() < 2000ms);
  }
}

TEST_CASE("close ends calls under way, in other threads too, and every later one") {
  FakeBroker slow;
  slow.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
    reply.delay = 10s;
    return reply;
  });
  Admin admin = admin_on(slow.address());
  std::atomic<int> closed = 0;
  std::vector<std::jthread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      const auto topics = admin.list_topics();
      if (!topics && topics.error().code() == ErrorCode::closed) ++closed;
    });
  std::this_thread::sleep_for(50ms);
  const Stopwatch watch;
  admin.close();
  callers.clear();
  CHECK(closed == 4);
  CHECK(watch.elapsed() < 2000ms);
  CHECK(admin.list_topics().error().code() == ErrorCode::closed);
  admin.close();
}

TEST_CASE("a moved-from Admin answers closed") {
  const FakeBroker broker;
  Admin admin = admin_on(broker.address());
  Admin other = std::move(admin);
  CHECK(other.list_topics());
  CHECK(admin.list_topics().error().code() ==
        ErrorCode::closed);  // NOLINT(bugprone-use-after-move)
  CHECK(admin.delete_groups({}).error().code() == ErrorCode::closed);
}

TEST_CASE("one Admin serves many threads over one connection") {
  FakeBroker broker;
  Admin admin = admin_on(broker.address());
  std::atomic<int> fine = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i)
      callers.emplace_back([&] {
        for (int k = 0; k < 25; ++k)
          if (admin.list_topics()) ++fine;
      });
  }
  CHECK(fine == 200);
  CHECK(broker.connections() == 1);
}

TEST_CASE("a connection that the broker closed while idle is not used again") {
  FakeBroker broker;
  broker.on_raw(ApiKey::metadata, [](const FakeBroker::Request& request) {
    auto reply = FakeBroker::reply<wire::MetadataRequest>({}, request);
    reply.then_close = true;  // answers, then hangs up
    return reply;
  });
  Admin admin = admin_on(broker.address());
  REQUIRE(admin.list_topics());
  std::this_thread::sleep_for(50ms);
  REQUIRE(admin.list_topics());
  CHECK(broker.connections() == 2);
  CHECK(broker.count(ApiKey::metadata) == 2);  // none was sent in vain
}

TEST_CASE("settings that this build cannot honour are refused, each with one sentence") {
  const auto refusal = [](const char* key, const char* value) {
    Config config;
    REQUIRE(config.set("bootstrap.servers", "localhost:9092"));
    REQUIRE(config.set(key, value));
    const auto admin = Admin::create(config);
    REQUIRE(!admin);
    CHECK(admin.error().code() == ErrorCode::invalid_config_value);
    return admin.error().message();
  };
  CHECK(refusal("bootstrap.controllers", "localhost:9093") ==
        "You cannot configure both bootstrap.servers and bootstrap.controllers");
  CHECK(refusal("client.dns.lookup", "resolve_canonical_bootstrap_servers_only")
            .find("is not supported") != std::string::npos);
  CHECK(Admin::create({}).error().message() ==
        "Missing required configuration \"bootstrap.servers\" which has no default value.");
}
