// Sends each line of standard input as the value of a record that has no key.
//
//     produce_values [BOOTSTRAP_SERVER] [TOPIC] < lines.txt
//
// Without a key there is nothing to keep together: the records go to all partitions, batch by batch
// (KIP-480). On the broker the key is null, which is not the same as an empty key.

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>
#include <utility>

#include "kpp/producer.hpp"

namespace {

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

// Called on the producer's own thread, with many records at a time.
void report_failures(std::span<const kpp::Delivery> batch) {
  for (const kpp::Delivery& record : batch) {
    if (record.error) std::cerr << record.error->to_string() << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "lines";

  auto config = kpp::Config::from_properties({{"bootstrap.servers", servers}});
  if (!config) return complain(config.error());
  auto producer = kpp::Producer::create(*config, {.on_delivery = report_failures});
  if (!producer) return complain(producer.error());

  for (std::string line; std::getline(std::cin, line);) {
    // The line's own buffer travels to the network: it is moved, not copied.
    auto queued = producer->send(kpp::Record{.topic = topic, .value = std::move(line)});
    if (!queued) return complain(queued.error());
  }

  // `send` only queues. `close` waits for the broker's answers, and says what became of each record.
  const kpp::CloseReport report = producer->close(std::chrono::seconds(10));
  std::cout << report.delivered << " delivered, " << report.failed + report.purged << " lost\n";
  return report.all_delivered() ? EXIT_SUCCESS : EXIT_FAILURE;
}
