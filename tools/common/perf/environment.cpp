#include "perf/environment.hpp"

#include <sys/utsname.h>

#include <cstdlib>
#include <fstream>
#include <string_view>
#include <thread>

#include "kpp/observe.hpp"
#include "kpp/version.hpp"

namespace kpp::tools {
namespace {

std::string_view trimmed(std::string_view text, std::string_view of) {
  const std::size_t first = text.find_first_not_of(of);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(of) - first + 1);
}

/// The value on the first line that is `key`, `separator`, value; empty without one.
std::string value_in(const std::filesystem::path& file, std::string_view key, char separator) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(separator);
    if (at == std::string::npos) continue;
    const std::string_view all(line);
    if (trimmed(all.substr(0, at), " \t") == key)
      return std::string(trimmed(all.substr(at + 1), " \t\""));
  }
  return {};
}

}  // namespace

Host read_host(const std::filesystem::path& root) {
  utsname system{};
  uname(&system);
  Host host;
  host.name = system.nodename;
  host.os = value_in(root / "etc/os-release", "PRETTY_NAME", '=');
  if (!host.os.empty()) host.os += ", ";
  host.os += std::string(system.sysname) + ' ' + system.release;
  host.cpu = value_in(root / "proc/cpuinfo", "model name", ':');
  if (host.cpu.empty()) host.cpu = system.machine;
  host.cores = std::thread::hardware_concurrency();
  const std::string kibibytes = value_in(root / "proc/meminfo", "MemTotal", ':');
  host.memory_bytes = std::strtoull(kibibytes.c_str(), nullptr, 10) * 1024;
  return host;
}

Environment this_environment() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return {now, read_host(), std::string(version()), std::string(librdkafka_version())};
}

}  // namespace kpp::tools
