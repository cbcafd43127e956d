// What plain_consume does, with a kpp::Consumer. Same arguments, same line.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "kpp/consumer.hpp"

namespace {

[[noreturn]] void die(const kpp::Error& error) {
  std::fprintf(stderr, "kpp_consume: %s\n", error.to_string().c_str());
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("usage: kpp_consume BOOTSTRAP TOPIC PARTITION RECORDS [KEY=VALUE...]\n", stderr);
    return 2;
  }
  using Clock = std::chrono::steady_clock;
  const auto records = static_cast<std::uint64_t>(std::atol(argv[4]));
  kpp::Config config;
  if (auto set = config.set("bootstrap.servers", argv[1]); !set) die(set.error());
  for (int i = 5; i < argc; ++i) {
    const std::string pair = argv[i];
    const std::size_t equals = pair.find('=');
    if (auto set = config.set(pair.substr(0, equals), pair.substr(equals + 1)); !set) {
      die(set.error());
    }
  }
  auto consumer = kpp::Consumer::create(config);
  if (!consumer) die(consumer.error());
  auto assigned = consumer->assign({{argv[2], std::atoi(argv[3]), kpp::Position::earliest()}});
  if (!assigned) die(assigned.error());

  std::uint64_t seen = 0;
  std::uint64_t bytes = 0;
  std::uint64_t checksum = 0;
  Clock::time_point start{};
  while (seen < records) {
    auto batch = consumer->poll(std::chrono::seconds(1), 1000);
    if (!batch) die(batch.error());
    if (!batch->empty() && seen == 0) start = Clock::now();
    for (const kpp::MessageView& message : *batch) {
      bytes += message.value().value_or("").size() + message.key().value_or("").size();
      checksum += static_cast<std::uint64_t>(message.offset());
    }
    seen += batch->size();
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  std::printf("%llu %llu %.6f %.1f\n", static_cast<unsigned long long>(seen),
              static_cast<unsigned long long>(bytes), seconds, static_cast<double>(seen) / seconds);
  std::fprintf(stderr, "checksum %llu\n", static_cast<unsigned long long>(checksum));
  return 0;
}
