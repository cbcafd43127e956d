#include "sandbox/sandbox.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::sandbox::spec(), kpp::tools::sandbox::run}, argc,
                                 argv);
}
