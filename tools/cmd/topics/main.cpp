#include "cmd/topics/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::topics::spec(), kpp::tools::topics::run}, argc, argv);
}
