#include "cmd/configs/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::configs::spec(), kpp::tools::configs::run}, argc,
                                 argv);
}
