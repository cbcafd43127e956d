#include "cmd/producer_perf_test/command.hpp"

int main(int argc, char** argv) {
  using namespace kpp::tools;
  return run_command({producer_perf_test::spec(), producer_perf_test::run}, argc, argv);
}
