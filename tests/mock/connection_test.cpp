// A tool must say within seconds why nothing answers.

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

Config config_for(const std::string& bootstrap) {
  Config config;
  must(config.set("bootstrap.servers", bootstrap));
  return config;
}

/// A port that nobody listens on: bound, so that nobody else gets it meanwhile, but not listening.
class ClosedPort {
 public:
  ClosedPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
    socklen_t size = sizeof(address);
    REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  ClosedPort(const ClosedPort&) = delete;
  ClosedPort& operator=(const ClosedPort&) = delete;
  ~ClosedPort() { ::close(socket_); }
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  int socket_;
  int port_ = 0;
};

}  // namespace

TEST_CASE("check_connection succeeds with a broker, for producer and consumer") {
  MockCluster cluster;
  must(make_producer(cluster.config()).check_connection(5s));
  must(make_consumer(cluster.config()).check_connection(5s));
  must(make_consumer(cluster.group_config("g")).check_connection(5s));
}

TEST_CASE("fink#222: a refused connection is told in about a second, with address and reason") {
  const ClosedPort closed;
  Producer producer = make_producer(config_for(closed.address()));
  Result<void> outcome;
  CHECK(duration_of([&] { outcome = producer.check_connection(10s); }) < 4s);
  REQUIRE(!outcome);
  CHECK(outcome.error().code() == ErrorCode::connection_failed);
  CHECK(outcome.error().message().find("Connection refused") != std::string::npos);
  CHECK(outcome.error().message().find(closed.address()) != std::string::npos);
  CHECK(producer.last_transport_error().has_value());

  Consumer consumer = make_consumer(config_for(closed.address()));
  CHECK(duration_of([&] { outcome = consumer.check_connection(10s); }) < 4s);
  REQUIRE(!outcome);
  CHECK(outcome.error().message().find("Connection refused") != std::string::npos);
}

TEST_CASE("one living address among dead ones is enough") {
  const ClosedPort closed;
  MockCluster cluster;
  Config config = config_for(closed.address() + "," + cluster.bootstrap());
  must(make_producer(config).check_connection(10s));
}

TEST_CASE("TLS spoken to a plaintext port is told as that") {
  MockCluster cluster;
  Producer producer = make_producer(cluster.config({{"security.protocol", "SSL"}}));
  Result<void> outcome;
  CHECK(duration_of([&] { outcome = producer.check_connection(20s); }) < 10s);
  REQUIRE(!outcome);
  CHECK(outcome.error().message().find("not to speak TLS") != std::string::npos);
}

TEST_CASE("connection errors reach the sink while poll waits") {
  const ClosedPort closed;
  int errors = 0;
  ConsumerOptions options;
  options.on_error = [&](const Error&) { ++errors; };
  Consumer consumer = make_consumer(config_for(closed.address()), options);
  must(consumer.assign({{"t", 0, Position::latest()}}));
  CHECK(must(consumer.poll(2s)).empty());
  CHECK(errors > 0);
  CHECK(consumer.last_transport_error().has_value());
}

TEST_CASE("partitions_for describes a topic, and an unknown one is told") {
  MockCluster cluster(3);
  cluster.create_topic("t", 4);
  Producer producer = make_producer(cluster.config());
  const std::vector<PartitionInfo> partitions = must(producer.partitions_for("t", 5s));
  REQUIRE(partitions.size() == 4);
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    CHECK(partitions[i].partition == static_cast<std::int32_t>(i));
    CHECK(partitions[i].leader > 0);
    CHECK(!partitions[i].replicas.empty());
  }
  Consumer consumer = make_consumer(cluster.config({{"allow.auto.create.topics", "false"}}));
  CHECK(must(consumer.partitions_for("t", 5s)).size() == 4);
  const auto missing = consumer.partitions_for("no-such-topic", 5s);
  REQUIRE(!missing);
  CHECK(missing.error().code() == ErrorCode::unknown_topic_or_partition);
  CHECK(missing.error().topic() == "no-such-topic");
}
