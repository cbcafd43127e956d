#pragma once
// Where and with what a run was made, so that its figures can be judged later.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace kpp::tools {

struct Host {
  std::string name;
  std::string os;   // "Debian GNU/Linux 12 (bookworm), Linux 6.1.0-18-amd64"
  std::string cpu;  // its model; the architecture where the system does not tell
  unsigned cores = 0;
  std::uint64_t memory_bytes = 0;
};

/// `root` is where /etc and /proc are.
[[nodiscard]] Host read_host(const std::filesystem::path& root = "/");

struct Environment {
  std::chrono::sys_time<std::chrono::milliseconds> start;
  Host host;
  std::string kpp_version;
  std::string librdkafka_version;
  std::optional<std::string> kafka_release{};  // "4.3", where a broker has told
};

/// This machine, this program, now.
[[nodiscard]] Environment this_environment();

}  // namespace kpp::tools
