#include "cmd/acls/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::acls::spec(), kpp::tools::acls::run}, argc, argv);
}
