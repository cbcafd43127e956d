#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cmd/producer_perf_test/settings.hpp"
#include "common/perf/split_mix.hpp"

namespace kpp::tools::producer_perf_test {

/// The records' keys, one after the other, the same in every run: decimal numbers from 0 to one below the count.
class KeySource {
 public:
  KeySource(KeyDistribution distribution, std::uint64_t keys, std::uint64_t seed);

  /// Valid until the next call; none without a distribution.
  [[nodiscard]] std::optional<std::string_view> next() noexcept;

 private:
  [[nodiscard]] std::uint64_t zipf() noexcept;

  KeyDistribution distribution_;
  std::uint64_t keys_;
  SplitMix random_;
  std::array<char, 20> text_{};
};

}  // namespace kpp::tools::producer_perf_test
