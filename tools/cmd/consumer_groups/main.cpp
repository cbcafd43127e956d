#include "cmd/consumer_groups/command.hpp"

int main(int argc, char** argv) {
  using namespace kpp::tools;
  return run_command({consumer_groups::spec(), consumer_groups::run}, argc, argv);
}
