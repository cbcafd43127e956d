#include "cmd/cluster/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::cluster::spec(), kpp::tools::cluster::run}, argc,
                                 argv);
}
