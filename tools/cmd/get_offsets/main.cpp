#include "cmd/get_offsets/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command({kpp::tools::get_offsets::spec(), kpp::tools::get_offsets::run},
                                 argc, argv);
}
