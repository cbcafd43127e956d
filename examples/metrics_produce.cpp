// Sends figures of this machine (metrics.hpp, read from /proc) into a topic of five partitions: one each metric.
//
//     metrics_produce [BOOTSTRAP_SERVER] [TOPIC] [ROUNDS]
//
// metrics_to_csv reads them. A metric has its own partition, so its figures stay in order.

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

#include "kpp/admin.hpp"
#include "kpp/producer.hpp"
#include "metrics.hpp"

namespace {

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string topic = argc > 2 ? argv[2] : "machine-metrics";
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 60;
  auto config =
      kpp::Config::from_properties({{"bootstrap.servers", argc > 1 ? argv[1] : "localhost:9092"}});
  if (!config) return complain(config.error());

  auto admin = kpp::Admin::create(*config);
  if (!admin) return complain(admin.error());
  const kpp::NewTopic wanted{.name = topic, .partitions = static_cast<int>(metrics.size())};
  auto created = admin->create_topics({&wanted, 1});
  if (!created) return complain(created.error());
  const kpp::Error* refused = created->first_error();
  if (refused != nullptr && refused->code() != kpp::ErrorCode::topic_already_exists)
    return complain(*refused);

  auto producer = kpp::Producer::create(*config);
  if (!producer) return complain(producer.error());
  for (int round = 0; round < rounds; ++round) {
    if (round > 0) std::this_thread::sleep_for(std::chrono::milliseconds(500));
    for (std::int32_t i = 0; const Metric& metric : metrics) {
      auto queued = producer->send(
          kpp::Record{.topic = topic, .key = metric.name, .value = read(metric), .partition = i++});
      if (!queued) return complain(queued.error());
    }
  }
  const kpp::CloseReport report = producer->close(std::chrono::seconds(10));
  std::cout << report.delivered << " figures sent\n";
  return report.all_delivered() ? EXIT_SUCCESS : EXIT_FAILURE;
}
