// libFuzzer target: what a client that logs in believes of brokers and authorisation servers, by what
// check_login_fuzz_input says of its input.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "support/login_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (const auto wrong = kpp::test::check_login_fuzz_input(std::as_bytes(std::span(data, size)))) {
    std::fprintf(stderr, "%s\n", wrong->c_str());
    std::abort();
  }
  return 0;
}
