#include "cmd/broker_api_versions/command.hpp"

int main(int argc, char** argv) {
  return kpp::tools::run_command(
      {kpp::tools::broker_api_versions::spec(), kpp::tools::broker_api_versions::run}, argc, argv);
}
