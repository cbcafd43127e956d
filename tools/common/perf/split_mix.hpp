#pragma once

#include <cstdint>

namespace kpp::tools {

/// SplitMix64: eight random bytes in a few instructions, the same ones in every run for a seed.
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() noexcept {
    state_ += 0x9E37'79B9'7F4A'7C15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58'476D'1CE4'E5B9;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D0'49BB'1331'11EB;
    return mixed ^ (mixed >> 31U);
  }

  /// From 0 to `end` - 1. Not quite even where `end` is near 2^64, which is nothing that is counted here.
  std::uint64_t below(std::uint64_t end) noexcept { return next() % end; }

  /// From 0 to just below 1.
  double unit() noexcept { return static_cast<double>(next() >> 11U) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace kpp::tools
