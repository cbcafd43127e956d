// A test of a stranger's program: a record goes to a broker in this process and comes back.
#include <iostream>

#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"
#include "kpp/testing.hpp"

int main() {
  kpp::Result<kpp::testing::MockCluster> cluster = kpp::testing::MockCluster::create();
  if (!cluster || !cluster->create_topic("orders", 1)) return 1;

  kpp::Result<kpp::Producer> producer = kpp::Producer::create(cluster->config());
  if (!producer) return 1;
  const auto sent =
      producer->send_sync({.topic = "orders", .value = "one"}, std::chrono::seconds(20));
  if (!sent) return 1;

  kpp::Result<kpp::Consumer> consumer = kpp::Consumer::create(cluster->config());
  if (!consumer || !consumer->assign({{"orders", 0, kpp::Position::earliest()}})) return 1;
  const kpp::Result<kpp::MessageBatch> batch = consumer->poll(std::chrono::seconds(20));
  if (!batch || batch->size() != 1) return 1;
  std::cout << batch->begin()->value().value_or("nothing") << '\n';
  return batch->begin()->value() == "one" ? 0 : 1;
}
