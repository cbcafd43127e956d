// Reads sensor readings from JSON into values of a type of ours, until Ctrl-C.
//
//     sensors_consume [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// A record that is no such JSON is an error in its place in the batch; the others are not held up.
// dead_letter keeps those records.

#include <chrono>
#include <csignal>
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

using Readings =
    kpp::TypedConsumer<std::string, Reading, kpp::Serde<std::string>, kpp::ext::JsonSerde<Reading>>;

volatile std::sig_atomic_t running = 1;

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";
  const std::string group = argc > 3 ? argv[3] : "readings";
  std::signal(SIGINT, [](int) { running = 0; });

  auto config = kpp::Config::from_properties(
      {{"bootstrap.servers", servers}, {"group.id", group}, {"auto.offset.reset", "earliest"}});
  if (!config) return complain(config.error());
  auto readings = Readings::create(*config);
  if (!readings) return complain(readings.error());
  auto up = readings->consumer().check_connection(std::chrono::seconds(5));
  if (!up) return complain(up.error());
  if (auto joins = readings->subscribe({topic}); !joins) return complain(joins.error());

  while (running) {
    auto batch = readings->poll(std::chrono::milliseconds(200));
    if (!batch) return complain(batch.error());
    for (const auto& record : *batch) {
      if (!record) {
        complain(record.error());
      } else if (record->value) {  // null deletes a key, it is no reading
        std::cout << record->value->sensor_id << ": " << record->value->temperature << std::endl;
      }
    }
  }
  const kpp::ConsumerCloseReport closed = readings->close(std::chrono::seconds(10));
  return closed.error ? complain(*closed.error) : EXIT_SUCCESS;
}
