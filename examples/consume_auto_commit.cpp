// Lets the consumer commit by itself, once a second.
//
//     consume_auto_commit [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// Asking for a batch says that the batch before is done, and only what is done is committed: every
// `auto.commit.interval.ms`, when a partition moves to another member, and at the end. A crash
// repeats what was handled since the last commit, and loses nothing: at-least-once.

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
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";
  const std::string group = argc > 3 ? argv[3] : "auto-commit";
  std::signal(SIGINT, [](int) { running = 0; });

  auto config = kpp::Config::from_properties({
      {"bootstrap.servers", servers},
      {"group.id", group},
      {"auto.offset.reset", "earliest"},
      {"enable.auto.commit", "true"},  // the default
      {"auto.commit.interval.ms", "1000"},
  });
  if (!config) return complain(config.error());
  kpp::ConsumerOptions options;
  // A commit that fails is no call's result here; like other trouble in between, it is told to this.
  options.on_error = [](const kpp::Error& error) { complain(error); };
  auto consumer = kpp::Consumer::create(*config, options);
  if (!consumer) return complain(consumer.error());
  if (auto up = consumer->check_connection(std::chrono::seconds(5)); !up)
    return complain(up.error());
  if (auto joins = consumer->subscribe({topic}); !joins) return complain(joins.error());

  while (running) {
    auto batch = consumer->poll(std::chrono::milliseconds(200));
    if (!batch) return complain(batch.error());
    for (const kpp::MessageView& message : *batch) {
      std::cout << "handled " << message.partition() << ' ' << message.offset() << std::endl;
    }
  }
  const kpp::ConsumerCloseReport closed = consumer->close(std::chrono::seconds(10));
  return closed.error ? complain(*closed.error) : EXIT_SUCCESS;
}
