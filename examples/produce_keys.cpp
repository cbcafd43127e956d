// Sends records with key and value: the readings of five sensors.
//
//     produce_keys [BOOTSTRAP_SERVER] [TOPIC]
//
// Records with the same key go to the same partition, and stay in order there. The partition is the
// one that Kafka's Java client chooses, so programs in both languages may write the same topic.

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>

#include "kpp/producer.hpp"

namespace {

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

// Every record that was accepted is reported exactly once: delivered or not.
void show_where(std::span<const kpp::Delivery> batch) {
  for (const kpp::Delivery& record : batch) {
    if (record.error) {
      std::cerr << record.error->to_string() << '\n';
    } else {
      std::cout << *record.key << " is in " << record.topic << '-' << record.partition
                << " at offset " << record.offset << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";

  auto config = kpp::Config::from_properties({{"bootstrap.servers", servers}});
  if (!config) return complain(config.error());
  auto producer = kpp::Producer::create(*config, {.on_delivery = show_where});
  if (!producer) return complain(producer.error());

  for (int reading = 0; reading < 3; ++reading) {
    for (const char* sensor : {"sensor_1", "sensor_2", "sensor_3", "sensor_4", "sensor_5"}) {
      const std::string value = std::to_string(20 + reading);
      // The fields of a record that are left out here: headers, partition, timestamp.
      auto queued = producer->send(kpp::Record{.topic = topic, .key = sensor, .value = value});
      if (!queued) return complain(queued.error());
    }
  }
  return producer->close(std::chrono::seconds(10)).all_delivered() ? EXIT_SUCCESS : EXIT_FAILURE;
}
