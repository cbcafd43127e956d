// Moves records that cannot be read to a topic of their own, with the reason, and goes on.
//
//     dead_letter [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// Values are to be JSON numbers. One that is not goes to TOPIC.dead-letter as it came, key, headers
// and time included, and its offset is committed only when it has arrived there.

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include "kpp/ext/json.hpp"

namespace {

using Numbers =
    kpp::TypedConsumer<std::string, double, kpp::Serde<std::string>, kpp::ext::JsonSerde<double>>;

volatile std::sig_atomic_t running = 1;

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  using std::chrono::seconds;
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "numbers";
  const std::string group = argc > 3 ? argv[3] : "adder";
  std::signal(SIGINT, [](int) { running = 0; });

  auto writes = kpp::Config::from_properties({{"bootstrap.servers", servers}});
  if (!writes) return complain(writes.error());
  auto reads = kpp::Config::from_properties({{"bootstrap.servers", servers},
                                             {"group.id", group},
                                             {"auto.offset.reset", "earliest"},
                                             {"enable.auto.commit", "false"}});
  if (!reads) return complain(reads.error());
  auto numbers = Numbers::create(*reads);
  if (!numbers) return complain(numbers.error());
  if (auto up = numbers->consumer().check_connection(seconds(5)); !up) return complain(up.error());
  auto dead_letters = kpp::Producer::create(*writes);
  if (!dead_letters) return complain(dead_letters.error());
  if (auto joins = numbers->subscribe({topic}); !joins) return complain(joins.error());

  for (double sum = 0; running;) {
    auto batch = numbers->poll(std::chrono::milliseconds(200));
    if (!batch) return complain(batch.error());
    if (batch->empty()) continue;
    for (const auto& record : *batch) {
      if (record) {
        sum += record->value.value_or(0);
        continue;
      }
      kpp::Record letter = record.raw->to_record();
      letter.topic += ".dead-letter";
      letter.headers.push_back({"error", record.error().to_string()});
      if (auto queued = dead_letters->send(std::move(letter)); !queued)
        return complain(queued.error());
    }
    if (auto sent = dead_letters->flush(seconds(30)); !sent) return complain(sent.error());
    if (dead_letters->counters().failed > 0) return EXIT_FAILURE;
    if (auto done = numbers->consumer().commit(seconds(10)); !done) return complain(done.error());
    std::cout << "sum " << sum << std::endl;
  }
  const kpp::ConsumerCloseReport closed = numbers->close(seconds(10));
  return closed.error ? complain(*closed.error) : EXIT_SUCCESS;
}
