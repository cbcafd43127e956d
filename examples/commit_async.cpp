// Commits after each batch without waiting, and once more, waiting, at the end.
//
//     commit_async [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// A failed commit is not tried again: a later one says the same and more, and to repeat an old one
// could put the group back. Only the last has nothing after it, so that one waits for its answer.

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
  const std::string group = argc > 3 ? argv[3] : "commit-async";
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

  // Runs inside a later poll, commit or close, on this thread: no lock is needed.
  const auto told = [](const kpp::Offsets& offsets, const kpp::Result<void>& outcome) {
    if (!outcome) complain(outcome.error());
    for (const auto& [partition, position] : offsets) {
      if (outcome)
        std::cout << "committed " << partition.partition << ' ' << position.offset << std::endl;
    }
  };
  while (running) {
    auto batch = consumer->poll(std::chrono::milliseconds(200));
    if (!batch) return complain(batch.error());
    for (const kpp::MessageView& message : *batch) {
      std::cout << message.value().value_or("null") << '\n';
    }
    // Without offsets: everything that `poll` has handed out.
    if (!batch->empty()) (void)consumer->commit_async(told);
  }
  if (auto last = consumer->commit(seconds(10)); !last) return complain(last.error());
  const kpp::ConsumerCloseReport closed = consumer->close(seconds(10));
  return closed.error ? complain(*closed.error) : EXIT_SUCCESS;
}
