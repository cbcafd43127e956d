// One worker thread a partition: partitions are handled side by side, each in its own order.
//
//     worker_per_partition [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// The main thread polls, the workers (worker.hpp) handle and `mark`, and what is marked gets committed. When a
// partition is taken away, and on Ctrl-C, its worker ends the message in hand and leaves the rest to
// the next owner: nothing is committed that was not handled, and nothing is handled twice.

#include <chrono>
#include <csignal>
#include <iostream>
#include <map>

#include "kpp/consumer.hpp"
#include "worker.hpp"

namespace {

volatile std::sig_atomic_t running = 1;

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";
  std::signal(SIGINT, [](int) { running = 0; });
  auto config = kpp::Config::from_properties({
      {"bootstrap.servers", argc > 1 ? argv[1] : "localhost:9092"},
      {"group.id", argc > 3 ? argv[3] : "workers"},
      {"auto.offset.reset", "earliest"},
  });
  if (!config) return complain(config.error());
  auto consumer = kpp::Consumer::create(*config, {.commit_mode = kpp::CommitMode::marked});
  if (!consumer) return complain(consumer.error());
  if (auto up = consumer->check_connection(std::chrono::seconds(5)); !up)
    return complain(up.error());

  std::map<kpp::TopicPartition, Worker> workers;
  // Runs inside `poll` and `close`, before the marks are committed and the partitions given up.
  const auto stop_workers = [&](kpp::RebalanceContext& context) {
    for (const kpp::TopicPartition& partition : context.partitions()) workers.erase(partition);
  };
  kpp::Result<void> went_well = consumer->subscribe({topic}, {.on_revoked = stop_workers});
  while (running && went_well) {
    auto batch = consumer->poll(std::chrono::milliseconds(100));
    went_well = batch.map([&](kpp::MessageBatch& messages) {
      for (std::size_t i = 0; i < messages.size(); ++i) {
        const auto worker = workers.try_emplace(messages[i].topic_partition(), *consumer).first;
        if (auto message = messages.take(i)) worker->second.add(std::move(*message));
      }
    });
  }
  const kpp::ConsumerCloseReport closed = consumer->close(std::chrono::seconds(10));
  if (closed.error) return complain(*closed.error);
  return went_well ? 0 : complain(went_well.error());
}
