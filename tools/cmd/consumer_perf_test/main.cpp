#include "cmd/consumer_perf_test/command.hpp"

int main(int argc, char** argv) {
  using namespace kpp::tools;
  return run_command({consumer_perf_test::spec(), consumer_perf_test::run}, argc, argv);
}
