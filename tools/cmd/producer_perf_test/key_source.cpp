#include "cmd/producer_perf_test/key_source.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kpp::tools::producer_perf_test {

KeySource::KeySource(KeyDistribution distribution, std::uint64_t keys, std::uint64_t seed)
    : distribution_(distribution), keys_(keys), random_(seed) {}

// Rejection-inversion (Hoermann and Derflinger, 1996) for the exponent 1: takes a point below the curve 1/x, and no table
// however many keys there are.
std::uint64_t KeySource::zipf() noexcept {
  const auto count = static_cast<double>(keys_);
  const double lowest = std::log(1.5) - 1;
  const double highest = std::log(count + 0.5);
  const double sure = 2 - std::exp(std::log(2.5) - 0.5);
  for (;;) {
    const double area = highest + random_.unit() * (lowest - highest);
    const double x = std::exp(area);
    const double k = std::clamp(std::floor(x + 0.5), 1.0, count);
    if (k - x <= sure || area >= std::log(k + 0.5) - 1 / k)
      return static_cast<std::uint64_t>(k) - 1;
  }
}

std::optional<std::string_view> KeySource::next() noexcept {
  if (distribution_ == KeyDistribution::none) return std::nullopt;
  const std::uint64_t key =
      distribution_ == KeyDistribution::uniform ? random_.below(keys_) : zipf();
  const auto end = std::to_chars(text_.data(), text_.data() + text_.size(), key).ptr;
  return std::string_view(text_.data(), static_cast<std::size_t>(end - text_.data()));
}

}  // namespace kpp::tools::producer_perf_test
