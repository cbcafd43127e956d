#pragma once
/// \file
/// How long to pause before trying again: doubling from `first` to `most`, with a fifth of jitter
/// (KIP-580).

#include <algorithm>
#include <chrono>
#include <random>

namespace kpp::wire {

struct Backoff {
  std::chrono::milliseconds first{100};
  std::chrono::milliseconds most{1000};

  /// The pause after `failures` failed attempts (1, 2, ...).
  [[nodiscard]] std::chrono::microseconds after(int failures) const {
    thread_local std::minstd_rand random(std::random_device{}());
    const double doubled = static_cast<double>(first.count()) *
                           static_cast<double>(1U << std::clamp(failures - 1, 0, 20));
    const double capped = std::min(doubled, static_cast<double>(most.count()));
    const double jittered = capped * std::uniform_real_distribution<double>(0.8, 1.2)(random);
    return std::chrono::microseconds(static_cast<std::int64_t>(jittered * 1000.0));
  }
};

}  // namespace kpp::wire
