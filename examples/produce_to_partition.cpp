// Sends to exact partitions: an end-of-day marker into each partition of a topic, so that every
// reader meets one.
//
//     produce_to_partition [BOOTSTRAP_SERVER] [TOPIC]
//
// A record's partition goes before its key: the partitioner is not asked.

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include "kpp/producer.hpp"

namespace {

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  using std::chrono::seconds;
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";

  auto config = kpp::Config::from_properties({{"bootstrap.servers", servers}});
  if (!config) return complain(config.error());
  auto producer = kpp::Producer::create(*config);
  if (!producer) return complain(producer.error());

  auto partitions = producer->partitions_for(topic, seconds(10));
  if (!partitions) return complain(partitions.error());

  for (const kpp::PartitionInfo& info : *partitions) {
    kpp::Record marker{.topic = topic, .value = "end of day", .partition = info.partition};
    marker.headers.push_back({.key = "kind", .value = "marker"});
    // Waits for the broker's answer, one record at a time: right for a few records, slow for many.
    auto delivered = producer->send_sync(std::move(marker), seconds(10));
    if (!delivered) return complain(delivered.error());
    std::cout << "partition " << delivered->partition << " offset " << delivered->offset << '\n';
  }
  return EXIT_SUCCESS;
}
