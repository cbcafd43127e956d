#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/wire_fuzz.hpp"

using kpp::test::check_fuzz_input;

TEST_CASE("wire fuzz: the inputs that the fuzzer starts from hold") {
  const auto seeds = kpp::test::fuzz_seeds();
  CHECK(seeds.size() > 100);
  for (const auto& seed : seeds) {
    CAPTURE(seed.name);
    const auto wrong = check_fuzz_input(seed.input);
    CHECK_MESSAGE(!wrong, wrong.value_or(""));
  }
}

TEST_CASE("wire fuzz: the inputs that it once found hold") {
  for (const auto& entry : std::filesystem::directory_iterator(KPP_FUZZ_FOUND)) {
    CAPTURE(entry.path().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto wrong = check_fuzz_input(std::as_bytes(std::span(text)));
    CHECK_MESSAGE(!wrong, wrong.value_or(""));
  }
}
