// Writes what metrics_produce sends into CSV files, one a partition, and goes on where they end.
//
//     metrics_to_csv [BOOTSTRAP_SERVER] [TOPIC] [FOLDER]
//
// The place to go on is not committed to Kafka: it is the offset in a file's last row. Figure and
// place are written in one piece, so that even kill -9 neither loses a row nor repeats one. And no
// group is needed: this reads the partitions it says.

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "csv_place.hpp"
#include "kpp/consumer.hpp"

namespace {

volatile std::sig_atomic_t running = 1;

int complain(const std::string& why) {
  std::cerr << why << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "machine-metrics";
  const std::filesystem::path folder = argc > 3 ? argv[3] : ".";
  std::signal(SIGINT, [](int) { running = 0; });

  // The oldest record, should the one that a file asks for be deleted by now.
  auto config = kpp::Config::from_properties(
      {{"bootstrap.servers", servers}, {"auto.offset.reset", "earliest"}});
  if (!config) return complain(config.error().to_string());
  auto consumer = kpp::Consumer::create(*config);
  if (!consumer) return complain(consumer.error().to_string());
  auto partitions = consumer->partitions_for(topic, std::chrono::seconds(5));
  if (!partitions) return complain(partitions.error().to_string());

  std::vector<kpp::PartitionStart> starts;
  std::vector<std::ofstream> files;
  for (const kpp::PartitionInfo& info : *partitions) {
    const auto name = folder / (topic + '-' + std::to_string(info.partition) + ".csv");
    starts.push_back({topic, info.partition, end_of(name)});
    files.emplace_back(name, std::ios::app);
    if (files.back().tellp() == 0) files.back() << "offset,time_ms,metric,value\n";
    if (!files.back().flush()) return complain("cannot write " + name.string());
  }
  if (auto begun = consumer->assign(starts); !begun) return complain(begun.error().to_string());

  while (running) {
    auto batch = consumer->poll(std::chrono::milliseconds(200));
    if (!batch) return complain(batch.error().to_string());
    for (const kpp::MessageView& message : *batch) {
      files[static_cast<std::size_t>(message.partition())]
          << message.offset() << ',' << message.timestamp() << ',' << message.key().value_or("")
          << ',' << message.value().value_or("") << '\n';
    }
    for (std::ofstream& file : files) {
      if (!file.flush()) return complain("cannot write to " + folder.string());
    }
  }
  return 0;
} catch (const std::exception& error) {
  return complain(error.what());  // a file that cannot be read, or is none of ours
}
