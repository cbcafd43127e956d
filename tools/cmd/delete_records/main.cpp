#include "cmd/delete_records/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command(
      {kpp::tools::delete_records::spec(), kpp::tools::delete_records::run}, argc, argv);
}
