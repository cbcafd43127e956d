#include "common/perf/environment.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "kpp/version.hpp"

using namespace kpp::tools;

namespace {

/// A folder with files of a machine, gone after the test.
struct Machine {
  std::filesystem::path root = std::filesystem::temp_directory_path() /
                               ("kpp-perf-environment-test-" + std::to_string(getpid()));
  Machine() {
    std::filesystem::create_directories(root / "etc");
    std::filesystem::create_directories(root / "proc");
  }
  ~Machine() { std::filesystem::remove_all(root); }
  void write(const char* file, const char* text) const { std::ofstream(root / file) << text; }
};

}  // namespace

TEST_SUITE("perf: the machine") {
  TEST_CASE("as its files tell") {
    const Machine machine;
    machine.write("etc/os-release", "NAME=\"x\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
    machine.write("proc/cpuinfo", "processor\t: 0\nmodel name\t: A: fast one\n");
    machine.write("proc/meminfo", "MemTotal:        2048 kB\nMemFree:  1 kB\n");
    const Host host = read_host(machine.root);
    CHECK(host.os.starts_with("Debian GNU/Linux 12 (bookworm), Linux "));
    CHECK(host.cpu == "A: fast one");
    CHECK(host.memory_bytes == 2048 * 1024);
    CHECK(host.cores > 0);
    CHECK_FALSE(host.name.empty());
  }

  TEST_CASE("where files tell nothing") {
    const Machine machine;
    machine.write("proc/cpuinfo", "processor : 0\n");
    const Host host = read_host(machine.root);
    CHECK(host.os.starts_with("Linux "));
    CHECK_FALSE(host.cpu.empty());
    CHECK(host.memory_bytes == 0);
  }

  TEST_CASE("versions") {
    const Environment here = this_environment();
    CHECK(here.kpp_version == kpp::version());
    CHECK(here.librdkafka_version.find('.') != std::string::npos);
    CHECK(here.start.time_since_epoch().count() > 1'700'000'000'000);
  }
}
