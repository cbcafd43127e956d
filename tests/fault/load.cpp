// Writes the numbers 0, 1, 2, ... as values until SIGINT, at a steady rate, and prints what the broker acknowledged:
//   load BOOTSTRAP_SERVERS TOPIC RECORDS_PER_SECOND
// A line is "NUMBER PARTITION OFFSET". What was not delivered goes to standard error, and the status is 1 then.

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "kpp/producer.hpp"

namespace {

volatile std::sig_atomic_t running = 1;

int complain(const kpp::Error& error) {
  std::fprintf(stderr, "%s\n", error.to_string().c_str());
  return EXIT_FAILURE;
}

void print(std::span<const kpp::Delivery> batch) {
  for (const kpp::Delivery& done : batch) {
    if (done.error) {
      std::fprintf(stderr, "%llu: %s\n", static_cast<unsigned long long>(done.tag),
                   done.error->to_string().c_str());
    } else {
      std::printf("%llu %d %lld\n", static_cast<unsigned long long>(done.tag), done.partition,
                  static_cast<long long>(done.offset));
    }
  }
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  if (argc != 4) return 2;
  std::signal(SIGINT, [](int) { running = 0; });
  // One request at a time: what the promise "never twice" needs of librdkafka (kpp/producer.hpp, "Once").
  auto config = kpp::Config::from_properties(
      {{"bootstrap.servers", argv[1]}, {"max.in.flight.requests.per.connection", "1"}});
  if (!config) return complain(config.error());
  auto producer = kpp::Producer::create(*config, {.on_delivery = print});
  if (!producer) return complain(producer.error());
  const std::chrono::nanoseconds pause(1'000'000'000 / std::stoll(argv[3]));

  Clock::time_point due = Clock::now();
  for (std::uint64_t number = 0; running; ++number, due += pause) {
    auto queued = producer->send(
        kpp::Record{.topic = argv[2], .value = std::to_string(number), .tag = number});
    if (!queued) return complain(queued.error());
    std::this_thread::sleep_until(due);
  }
  return producer->close(std::chrono::seconds(60)).all_delivered() ? EXIT_SUCCESS : EXIT_FAILURE;
}
