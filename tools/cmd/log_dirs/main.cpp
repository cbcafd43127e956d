#include "cmd/log_dirs/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::log_dirs::spec(), kpp::tools::log_dirs::run}, argc,
                                 argv);
}
