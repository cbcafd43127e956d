#pragma once
/// \file
/// One input of the decoder's fuzzer, and inputs to start from. Used by the fuzzer and by an ordinary unit test, so that
/// what the fuzzer once found stays checked by every compiler.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "wire/codec.hpp"

namespace kpp::test {

/// The first byte picks the message by its API key (the next one there is; past the last, what group members carry), the
/// second its version; the rest is a response frame. Decodes it. If that succeeds, the value is encoded and decoded
/// again. Returns what is wrong, which is nothing where the frame is merely refused.
std::optional<std::string> check_fuzz_input(std::span<const std::byte> input);

struct FuzzSeed {
  std::string name;
  wire::Bytes input;
};

/// The captured responses, and random ones of every version.
std::vector<FuzzSeed> fuzz_seeds();

}  // namespace kpp::test
