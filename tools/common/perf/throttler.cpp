#include "perf/throttler.hpp"

#include <algorithm>

namespace kpp::tools {
namespace {

constexpr std::chrono::milliseconds shortest_sleep{2};
constexpr std::chrono::hours longest_gap{
    24};  // between two records; keeps the sum from overflowing

std::chrono::nanoseconds gap(double rate) {
  if (rate <= 0) return {};
  const double ns = 1e9 / rate;
  const std::chrono::nanoseconds limit = longest_gap;
  return ns < static_cast<double>(limit.count())
             ? std::chrono::nanoseconds(static_cast<std::int64_t>(ns))
             : limit;
}

}  // namespace

Throttler::Throttler(double rate, Clock::time_point start)
    : rate_(rate), start_(start), between_(gap(rate)) {}

bool Throttler::ahead(std::uint64_t index, Clock::time_point now) const noexcept {
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  return elapsed > 0 && static_cast<double>(index) / elapsed > rate_;
}

void Throttler::pace(std::uint64_t index, Clock::time_point now, const std::stop_token& stop) {
  if (!limited() || stop.stop_requested()) return;
  if (rate_ == 0) {
    std::unique_lock lock(mutex_);
    woken_.wait(lock, stop, [] { return false; });
    return;
  }
  if (!ahead(index, now)) return;
  debt_ += between_;
  if (debt_ >= shortest_sleep) sleep(stop);
}

void Throttler::sleep(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, stop, debt_, [] { return false; });
  debt_ = {};
}

}  // namespace kpp::tools
