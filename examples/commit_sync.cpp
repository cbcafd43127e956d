// Commits after each batch, and waits for the broker's answer before going on.
//
//     commit_sync [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// Nothing is committed before it was handled, and at most one batch is repeated after a crash. The
// price is one round trip a batch.

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include "kpp/consumer.hpp"

namespace {

volatile std::sig_atomic_t running = 1;

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  using std::chrono::seconds;
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";
  const std::string group = argc > 3 ? argv[3] : "commit-sync";
  std::signal(SIGINT, [](int) { running = 0; });

  auto config = kpp::Config::from_properties({{"bootstrap.servers", servers},
                                              {"group.id", group},
                                              {"auto.offset.reset", "earliest"},
                                              {"enable.auto.commit", "false"}});
  if (!config) return complain(config.error());
  auto consumer = kpp::Consumer::create(*config);
  if (!consumer) return complain(consumer.error());
  if (auto up = consumer->check_connection(seconds(5)); !up) return complain(up.error());
  if (auto joins = consumer->subscribe({topic}); !joins) return complain(joins.error());

  while (running) {
    auto batch = consumer->poll(std::chrono::milliseconds(200));
    if (!batch) return complain(batch.error());
    if (batch->empty()) continue;

    kpp::Offsets done;
    for (const kpp::MessageView& message : *batch) {
      std::cout << message.value().value_or("null") << '\n';
      // A committed offset is that of the *next* record to read.
      done[message.topic_partition()].offset = message.offset() + 1;
    }
    auto committed = consumer->commit(done, seconds(10));
    if (!committed && !committed.error().retriable()) return complain(committed.error());
    for (const auto& [partition, position] : done) {
      if (committed)
        std::cout << "committed " << partition.partition << ' ' << position.offset << std::endl;
    }
  }
  const kpp::ConsumerCloseReport closed = consumer->close(seconds(10));
  return closed.error ? complain(*closed.error) : EXIT_SUCCESS;
}
