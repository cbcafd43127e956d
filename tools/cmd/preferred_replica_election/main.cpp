#include "cmd/preferred_replica_election/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command(
      {kpp::tools::preferred_replica_election::spec(), kpp::tools::preferred_replica_election::run},
      argc, argv);
}
