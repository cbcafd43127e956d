#include "cmd/console_producer/command.hpp"

int main(int argc, char** argv) {
  using namespace kpp::tools;
  return run_command({console_producer::spec(), console_producer::run}, argc, argv);
}
