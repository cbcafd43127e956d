#include "cmd/reassign_partitions/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command(
      {kpp::tools::reassign_partitions::spec(), kpp::tools::reassign_partitions::run}, argc, argv);
}
