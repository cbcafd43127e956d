// Reads a topic as a member of a group, until Ctrl-C.
//
//     consume_group [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// Start it twice and the two share the partitions; stop one and the other takes over. Whoever comes
// back goes on where the group had stopped.

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
  const std::string group = argc > 3 ? argv[3] : "testgroup";
  std::signal(SIGINT, [](int) { running = 0; });

  auto config = kpp::Config::from_properties({
      {"bootstrap.servers", servers},
      {"group.id", group},
      {"auto.offset.reset", "earliest"},  // where a group begins that has read nothing yet
  });
  if (!config) return complain(config.error());
  auto consumer = kpp::Consumer::create(*config);
  if (!consumer) return complain(consumer.error());
  if (auto up = consumer->check_connection(std::chrono::seconds(5)); !up)
    return complain(up.error());
  if (auto joins = consumer->subscribe({topic}); !joins) return complain(joins.error());

  while (running) {
    auto batch = consumer->poll(std::chrono::milliseconds(200));
    if (!batch) return complain(batch.error());
    for (const kpp::MessageView& message : *batch) {
      // A key or a value may be null, which is not empty: hence the optional.
      std::cout << message.partition() << ' ' << message.offset() << ' '
                << message.key().value_or("null") << ' ' << message.value().value_or("null")
                << '\n';
    }
    // One partition's trouble does not stop the others.
    for (const kpp::PartitionError& problem : batch->errors()) complain(problem.error);
    std::cout.flush();
  }

  // Leaves the group, so that the others need not wait until the member is missed.
  const kpp::ConsumerCloseReport closed = consumer->close(std::chrono::seconds(10));
  return closed.error ? complain(*closed.error) : EXIT_SUCCESS;
}
