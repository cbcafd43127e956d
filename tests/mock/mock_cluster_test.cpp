// What `kpp/testing.hpp` promises to users' own tests.

#include <thread>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

Result<DeliveryReport> send_one(Producer& producer, const std::string& topic) {
  return producer.send_sync(Record{.topic = topic, .value = "one"}, 10s);
}

}  // namespace

TEST_CASE(
    "librdkafka#2536, librdkafka#2693, rust#629, rust#467: the example of kpp/testing.hpp, an "
    "injected error, a retry, two requests") {
  Result<testing::MockCluster> cluster = testing::MockCluster::create(3);
  REQUIRE(cluster);
  must(cluster->create_topic("orders", 4));
  must(cluster->fail_next(Api::produce, ErrorCode::not_leader_or_follower));

  Result<Producer> producer = Producer::create(cluster->config());
  REQUIRE(producer);
  must(send_one(*producer, "orders"));
  CHECK(cluster->request_count(Api::produce) == 2);
  CHECK(cluster->request_count(Api::init_producer_id) == 1);
}

TEST_CASE("failures are answered in order, a none between them lets one request through") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  must(cluster.fail_next(Api::produce, {ErrorCode::none, ErrorCode::topic_authorization_failed}));
  Producer producer = make_producer(cluster.config());
  CHECK(send_one(producer, "t"));
  const auto refused = send_one(producer, "t");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::topic_authorization_failed);
}

TEST_CASE("forgotten failures do not happen") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  must(cluster.fail_next(Api::produce, ErrorCode::topic_authorization_failed, 5));
  cluster.forget_failures(Api::produce);
  Producer producer = make_producer(cluster.config());
  CHECK(send_one(producer, "t"));
}

TEST_CASE("connection_failed as an answer closes the connection, and the client comes back") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Producer producer = make_producer(cluster.config({{"reconnect.backoff.ms", "10"}}));
  must(send_one(producer, "t"));
  cluster.forget_requests();
  must(cluster.fail_next(Api::produce, ErrorCode::connection_failed));
  must(send_one(producer, "t"));
  CHECK(cluster.request_count(Api::produce) == 2);
  CHECK(cluster.request_count(Api::api_versions) >= 1);  // a new connection begins with it
}

TEST_CASE("a topic's error holds until it is taken back") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  must(cluster.set_topic_error("t", ErrorCode::topic_authorization_failed));
  Producer producer = make_producer(cluster.config());
  CHECK_FALSE(producer.partitions_for("t", 5s));
  must(cluster.set_topic_error("t", ErrorCode::none));
  CHECK(must(producer.partitions_for("t", 5s)).size() == 1);
}

TEST_CASE("a leader that moved gets the requests") {
  MockCluster cluster(2);
  must(cluster.create_topic("t"));
  must(cluster.set_leader({"t", 0}, 1));
  Producer producer = make_producer(cluster.config());
  must(send_one(producer, "t"));
  must(cluster.set_leader({"t", 0}, 2));
  cluster.forget_requests();
  must(send_one(producer, "t"));
  bool reached_second = false;
  for (const testing::MockRequest& request : cluster.requests()) {
    reached_second |= request.api == Api::produce && request.broker == 2;
  }
  CHECK(reached_second);
}

TEST_CASE("coordinators are where the test puts them") {
  MockCluster cluster(2);
  must(cluster.create_topic("t"));
  must(cluster.set_group_coordinator("g", 2));
  fill(cluster, "t", 1);
  Consumer consumer = make_consumer(cluster.group_config("g"));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 1).size() == 1);
  for (const testing::MockRequest& request : cluster.requests()) {
    if (request.api == Api::join_group) CHECK(request.broker == 2);
  }
}

TEST_CASE("a broker that is down refuses, one that is up again answers") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  must(cluster.set_down(1));
  Producer producer = make_producer(
      cluster.config({{"reconnect.backoff.ms", "10"}, {"reconnect.backoff.max.ms", "50"}}));
  CHECK_FALSE(producer.check_connection(300ms));
  must(cluster.set_up(1));
  CHECK(send_one(producer, "t"));
}

TEST_CASE("answers come late when the test says so") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Producer producer = make_producer(cluster.config());
  must(send_one(producer, "t"));
  must(cluster.answer_late(1, Api::produce, 150ms));
  CHECK(duration_of([&] { must(send_one(producer, "t")); }) >= 140ms);
  must(cluster.delay(1, 150ms));
  CHECK(duration_of([&] { must(send_one(producer, "t")); }) >= 140ms);
}

TEST_CASE("the mock says what it cannot do") {
  MockCluster cluster(2);
  const auto code = [](const Result<void>& result) {
    REQUIRE_FALSE(result);
    return result.error().code();
  };
  CHECK(testing::MockCluster::create(0).error().code() == ErrorCode::invalid_argument);
  CHECK(code(cluster.create_topic("t", 0)) == ErrorCode::invalid_argument);
  CHECK(code(cluster.create_topic("t", 1, 3)) == ErrorCode::invalid_argument);
  must(cluster.create_topic("t"));
  CHECK(code(cluster.create_topic("t")) == ErrorCode::topic_already_exists);
  CHECK(code(cluster.set_down(9)) == ErrorCode::broker_not_available);
  CHECK(code(cluster.set_leader({"t", 0}, 9)) == ErrorCode::broker_not_available);
  CHECK(code(cluster.set_leader({"t", 9}, 1)) == ErrorCode::unknown_topic_or_partition);
  CHECK(code(cluster.set_group_coordinator("g", 9)) == ErrorCode::broker_not_available);
  CHECK(code(cluster.fail_next(Api::produce, ErrorCode::closed)) == ErrorCode::invalid_argument);
  CHECK(code(cluster.fail_next(Api::produce, ErrorCode::none, -1)) == ErrorCode::invalid_argument);
  CHECK(code(cluster.delay(1, -1ms)) == ErrorCode::invalid_argument);
  CHECK(code(cluster.answer_late(9, Api::fetch, 1ms)) == ErrorCode::invalid_argument);
}
