// Destruction in every order: no object crashes, hangs or loses something because another one lives longer.

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mock/all_at_once.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

enum class What { producer, consumer, batch, message };
using Order = std::array<What, 4>;

struct Trial {
  int delivered = 0;     // reports that the handler got
  int still_held = -1;   // handlers alive in the end
  bool readable = true;  // what was read stayed as it was while it lived
};

Trial destroy_in(const Order& order, const MockCluster& cluster) {
  const auto delivered = std::make_shared<std::atomic<int>>(0);
  Trial trial;
  {
    ProducerOptions options;
    options.on_delivery = [delivered](std::span<const Delivery> all) {
      *delivered += static_cast<int>(all.size());
    };
    std::optional<Producer> producer = make_producer(cluster.config(), std::move(options));
    must(producer->send(Record{.topic = "t2", .value = "under way"}));
    std::optional<Consumer> consumer = make_consumer(cluster.config());
    must(consumer->assign({{"t", 0, Position::earliest()}}));
    std::optional<MessageBatch> batch;
    do {
      batch = must(consumer->poll(10s, 2));
    } while (batch->empty());
    std::optional<Message> message = must(batch->take(0));
    for (const What which : order) {
      if (which == What::producer) producer.reset();
      if (which == What::consumer) consumer.reset();
      if (which == What::batch) batch.reset();
      if (which == What::message) message.reset();
      if (message && (*message)->value() != "0") trial.readable = false;
      if (batch && batch->size() < 1) trial.readable = false;
    }
  }
  trial.delivered = *delivered;
  trial.still_held = static_cast<int>(delivered.use_count()) - 1;
  return trial;
}

}  // namespace

TEST_CASE("cppk#165: producer, consumer, batch and message are destroyed in every order") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  must(cluster.create_topic("t2", 1));
  fill(cluster, "t", 2);
  std::vector<Order> orders;
  Order order{What::producer, What::consumer, What::batch, What::message};
  do {
    orders.push_back(order);
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(orders.size() == 24);
  const auto destroy = [&](const Order& each) { return destroy_in(each, cluster); };
  for (const Trial& trial : all_at_once(orders, destroy)) {
    CHECK(trial.delivered == 1);  // the destructor waited for the report
    CHECK(trial.still_held == 0);
    CHECK(trial.readable);
  }
}

TEST_CASE(
    "librdkafka#775, #2716: the client's handlers are released with it, not with its last "
    "message") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  fill(cluster, "t", 1);
  const auto book = std::make_shared<int>(0);
  std::optional<Message> message;
  {
    ConsumerOptions options;
    options.on_error = [book](const Error&) {};
    options.on_log = [book](LogLevel, std::string_view, std::string_view) {};
    Consumer consumer = make_consumer(cluster.config({{"debug", "consumer"}}), options);
    options = {};
    must(consumer.assign({{"t", 0, Position::earliest()}}));
    MessageBatch batch = must(consumer.poll(10s));
    while (batch.empty()) batch = must(consumer.poll(10s));
    message = must(batch.take(0));
  }
  CHECK(book.use_count() == 1);
  CHECK((*message)->value() == "0");
}

TEST_CASE("handlers of records that were never delivered are run and released by close") {
  MockCluster cluster;
  cluster.set_down(-1);
  const auto book = std::make_shared<int>(0);
  std::optional<Error> told;
  {
    Producer producer = make_producer(cluster.config());
    must(producer.send(Record{.topic = "t", .value = "x"},
                       [book, &told](const Delivery& delivery) { told = delivery.error; }));
    CHECK(producer.close(0ms).purged == 1);
  }
  REQUIRE(told);
  CHECK(told->code() == ErrorCode::purged);
  CHECK(book.use_count() == 1);
}

TEST_CASE("brokers may go before their clients") {
  std::optional<MockCluster> cluster(std::in_place);
  must(cluster->create_topic("t", 1));
  fill(*cluster, "t", 1);
  std::optional<Producer> producer = make_producer(cluster->config());
  must(producer->send_sync(Record{.topic = "t", .value = "x"}, 10s));
  std::optional<Consumer> consumer = make_consumer(cluster->group_config("g"));
  must(consumer->subscribe({"t"}));
  CHECK(read(*consumer, 1).size() == 1);
  cluster.reset();
  CHECK(duration_of([&] { consumer.reset(); }) < 5s);
  CHECK(duration_of([&] { producer.reset(); }) < 5s);
}
