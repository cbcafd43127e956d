#include "cmd/console_consumer/command.hpp"

int main(int argc, char** argv) {
  using namespace kpp::tools;
  return run_command({console_consumer::spec(), console_consumer::run}, argc, argv);
}
