#include "cmd/groups/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::groups::spec(), kpp::tools::groups::run}, argc, argv);
}
