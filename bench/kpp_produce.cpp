// What plain_produce does, with a kpp::Producer. Same arguments, same line; with MOVED=1 in the
// place of a property each record is a fresh buffer that is moved, instead of one that is copied.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "kpp/producer.hpp"

namespace {

[[noreturn]] void die(const kpp::Error& error) {
  std::fprintf(stderr, "kpp_produce: %s\n", error.to_string().c_str());
  std::exit(1);
}

// The same letters as plain_produce.
void fill(char* payload, std::size_t size, std::uint64_t& state) {
  for (std::size_t at = 0; at < size; at += 8) {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z ^= z >> 27;
    const std::uint64_t lanes = 0x00FF00FF00FF00FFU;
    const std::uint64_t even = (((z & lanes) * 26) >> 8) & lanes;
    const std::uint64_t odd = ((((z >> 8) & lanes) * 26) >> 8) & lanes;
    z = (even | (odd << 8)) + 0x4141414141414141U;
    std::memcpy(payload + at, &z, sizeof(z));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("usage: kpp_produce BOOTSTRAP TOPIC RECORDS SIZE [KEY=VALUE...]\n", stderr);
    return 2;
  }
  const long records = std::atol(argv[3]);
  const auto size = static_cast<std::size_t>(std::atol(argv[4]));
  bool moved = false;
  kpp::Config config;
  if (auto set = config.set("bootstrap.servers", argv[1]); !set) die(set.error());
  for (int i = 5; i < argc; ++i) {
    const std::string pair = argv[i];
    const std::size_t equals = pair.find('=');
    if (pair == "MOVED=1") {
      moved = true;
    } else if (auto set = config.set(pair.substr(0, equals), pair.substr(equals + 1)); !set) {
      die(set.error());
    }
  }
  const auto start = std::chrono::steady_clock::now();
  auto producer = kpp::Producer::create(config);
  if (!producer) die(producer.error());
  std::string buffer(size + 8, ' ');  // `fill` works in steps of eight
  const std::string_view payload(buffer.data(), size);
  kpp::Record record{.topic = argv[2]};
  std::uint64_t state = 0;
  for (long i = 0; i < records; ++i) {
    kpp::Result<void> sent;
    fill(buffer.data(), size, state);
    if (moved) {
      record.value = std::string(payload);
      sent = producer->send(std::move(record));  // NOLINT(bugprone-use-after-move): may be refilled
    } else {
      sent = producer->send(kpp::RecordView{.topic = argv[2], .value = payload});
    }
    if (!sent) die(sent.error());
  }
  const kpp::CloseReport report = producer->close(std::chrono::seconds(120));
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%ld %.6f %.1f\n", records, seconds, static_cast<double>(records) / seconds);
  return report.all_delivered() ? 0 : 1;
}
