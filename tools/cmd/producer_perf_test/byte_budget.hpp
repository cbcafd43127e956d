#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>

namespace kpp::tools::producer_perf_test {

/// How much a run may still send, over all of its producers. Any thread.
class ByteBudget {
 public:
  /// Without a limit everything may be sent.
  explicit ByteBudget(std::optional<std::uint64_t> limit)
      : limited_(limit.has_value()),
        left_(limit.value_or(std::numeric_limits<std::uint64_t>::max())) {}

  /// Takes what a record needs. False, and from then on for every record, if there is not so much left.
  [[nodiscard]] bool take(std::uint64_t bytes) noexcept {
    if (!limited_) return true;
    std::uint64_t left = left_.load();
    while (!spent_.load() && left >= bytes)
      if (left_.compare_exchange_weak(left, left - bytes)) return true;
    spent_.store(true);
    return false;
  }

  /// Whether a record was refused.
  [[nodiscard]] bool spent() const noexcept { return spent_.load(); }

 private:
  bool limited_;
  std::atomic<std::uint64_t> left_;
  std::atomic<bool> spent_{false};
};

}  // namespace kpp::tools::producer_perf_test
