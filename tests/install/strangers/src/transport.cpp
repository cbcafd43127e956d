// A program with a producer and a consumer.
#include <iostream>

#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"
#include "kpp/version.hpp"

int main() {
  kpp::Config config;
  if (!config.set("bootstrap.servers", "127.0.0.1:1")) return 1;
  kpp::Result<kpp::Producer> producer = kpp::Producer::create(config);
  kpp::Result<kpp::Consumer> consumer = kpp::Consumer::create(config);
  if (!producer || !consumer) return 1;
  if (!producer->send(kpp::Record{.topic = "orders", .value = "one"})) return 1;
  const kpp::CloseReport report = producer->close(std::chrono::milliseconds(10));
  (void)consumer->close(std::chrono::milliseconds(10));
  std::cout << kpp::version() << " purged " << report.purged << '\n';
  return report.purged == 1 && !report.all_delivered() ? 0 : 1;
}
