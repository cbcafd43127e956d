#include <doctest/doctest.h>

#include <string>

#include "support/login_fuzz.hpp"

TEST_CASE("login fuzz: the inputs that the fuzzer starts from hold") {
  const auto seeds = kpp::test::login_fuzz_seeds();
  CHECK(seeds.size() >= 10);
  for (const auto& seed : seeds) {
    CAPTURE(seed.name);
    const auto wrong = kpp::test::check_login_fuzz_input(std::as_bytes(std::span(seed.input)));
    CHECK_MESSAGE(!wrong, wrong.value_or(""));
  }
}
