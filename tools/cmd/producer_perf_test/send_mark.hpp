#pragma once

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>

namespace kpp::tools::producer_perf_test {

/// What a record carries to its report, in the 64 bits of its tag, so that nothing is kept for it elsewhere.
struct SendMark {
  using Micros = std::chrono::microseconds;

  Micros sent{0};       // since the run began
  Micros late{0};       // how far behind its schedule; exact to three digits, as the histogram is
  bool steady = false;  // counts for the steady state

  [[nodiscard]] std::uint64_t pack() const noexcept {
    return (static_cast<std::uint64_t>(sent.count()) << sent_shift) | (packed_late() << 1U) |
           (steady ? 1U : 0U);
  }
  [[nodiscard]] static SendMark unpack(std::uint64_t tag) noexcept {
    const std::uint64_t late = (tag >> 1U) & late_mask;
    return {Micros(static_cast<std::int64_t>(tag >> sent_shift)),
            Micros(static_cast<std::int64_t>((late & digits_mask) << (late >> digits_bits))),
            (tag & 1U) != 0};
  }

 private:
  // Lateness is a number of 11 bits and the places by which it is shifted, in 5.
  static constexpr unsigned digits_bits = 11;
  static constexpr unsigned shift_bits = 5;
  static constexpr unsigned sent_shift = 1 + digits_bits + shift_bits;
  static constexpr std::uint64_t digits_mask = (1U << digits_bits) - 1;
  static constexpr std::uint64_t late_mask = (1U << (digits_bits + shift_bits)) - 1;
  static constexpr std::uint64_t latest = digits_mask << ((1U << shift_bits) - 1);  // 50 days

  [[nodiscard]] std::uint64_t packed_late() const noexcept {
    const auto us =
        std::min(static_cast<std::uint64_t>(std::max<std::int64_t>(late.count(), 0)), latest);
    const auto width = static_cast<unsigned>(std::bit_width(us));
    const unsigned shift = width > digits_bits ? width - digits_bits : 0;
    return (std::uint64_t{shift} << digits_bits) | (us >> shift);
  }
};

}  // namespace kpp::tools::producer_perf_test
