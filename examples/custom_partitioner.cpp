// Chooses partitions by a rule of our own: alarms have the last partition for themselves.
//
//     custom_partitioner [BOOTSTRAP_SERVER] [TOPIC]
//
// A reader of that partition alone sees every alarm, and never waits behind ordinary records.

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

// May be called on several threads at once, so it shares nothing.
std::int32_t alarms_apart(const kpp::PartitionQuery& query) {
  const std::int32_t last = query.partitions() - 1;
  if (last == 0) return 0;
  const std::string_view key = query.key().value_or("");
  if (key.starts_with("alarm")) return last;
  // The rest as Java's client spreads it, over one partition less.
  return kpp::partition_for_key(key, last);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "house-events";

  auto config = kpp::Config::from_properties({{"bootstrap.servers", servers}});
  if (!config) return complain(config.error());
  auto producer = kpp::Producer::create(*config, {.partitioner = alarms_apart});
  if (!producer) return complain(producer.error());

  for (const char* key : {"door", "window", "alarm-smoke", "heating", "alarm-water", "lamp"}) {
    auto where = producer->send_sync(kpp::Record{.topic = topic, .key = key, .value = "on"},
                                     std::chrono::seconds(10));
    if (!where) return complain(where.error());
    std::cout << key << " is in partition " << where->partition << '\n';
  }
  return EXIT_SUCCESS;
}
