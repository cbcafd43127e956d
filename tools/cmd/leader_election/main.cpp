#include "cmd/leader_election/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command(
      {kpp::tools::leader_election::spec(), kpp::tools::leader_election::run}, argc, argv);
}
