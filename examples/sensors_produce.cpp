// Sends sensor readings as JSON, from values of a type of ours.
//
//     sensors_produce [BOOTSTRAP_SERVER] [TOPIC]
//
// The value on the broker is {"sensor_id":"sensor_1","temperature":21.5,"timestamp":...}: what any
// other program reads and writes. Keys are plain text.

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include "kpp/ext/json.hpp"

struct Reading {
  std::string sensor_id;
  double temperature = 0;
  std::int64_t timestamp = 0;  // seconds
  NLOHMANN_DEFINE_TYPE_INTRUSIVE(Reading, sensor_id, temperature, timestamp)
};

namespace {

// What turns the type into bytes is part of the producer's own type: nothing else can be sent.
using Readings =
    kpp::TypedProducer<std::string, Reading, kpp::Serde<std::string>, kpp::ext::JsonSerde<Reading>>;

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";

  auto config = kpp::Config::from_properties({{"bootstrap.servers", servers}});
  if (!config) return complain(config.error());
  auto readings = Readings::create(*config);
  if (!readings) return complain(readings.error());

  for (int n = 1; n <= 5; ++n) {
    const Reading reading{"sensor_" + std::to_string(n), 20.5 + n, 1713763500 + n};
    auto queued = readings->send({.topic = topic, .key = reading.sensor_id, .value = reading});
    if (!queued) return complain(queued.error());
  }
  const kpp::CloseReport report = readings->close(std::chrono::seconds(10));
  std::cout << report.delivered << " readings sent\n";
  if (!report.all_delivered() && report.last_error) return complain(*report.last_error);
  return report.all_delivered() ? EXIT_SUCCESS : EXIT_FAILURE;
}
