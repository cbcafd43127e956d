#include <cstdio>
#include <vector>

#include "cmd/e2e_latency/command.hpp"
#include "cmd/e2e_latency/positional.hpp"

int main(int argc, char** argv) {
  using namespace kpp::tools;
  std::vector<const char*> words(argv, argv + argc);
  if (e2e_latency::name_positional(words))
    std::fputs(
        "Warning: arguments without names are deprecated and will be removed in a future version. "
        "Use --bootstrap-server, --topic, --num-records, --producer-acks, --record-size and "
        "--command-config instead.\n",
        stderr);
  return run_command({e2e_latency::spec(), e2e_latency::run}, static_cast<int>(words.size()),
                     words.data());
}
