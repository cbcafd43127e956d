#include "cmd/consumer_perf_test/progress.hpp"

namespace kpp::tools::consumer_perf_test {

void Progress::assigned(Clock::time_point now) noexcept {
  const auto joined = std::chrono::duration_cast<Millis>(now - joining_since_);
  rebalance_ += joined;
  interval_rebalance_ += joined;
  joining_since_ = now;
}

std::optional<Interval> Progress::end_interval(Clock::time_point now) {
  if (now - interval_start_ < interval_) return std::nullopt;
  return cut_interval(now);
}

Interval Progress::cut_interval(Clock::time_point now) {
  Interval done;
  done.end = date_of(now);
  done.span = {records_ - interval_records_, bytes_ - interval_bytes_,
               std::chrono::duration_cast<Millis>(now - interval_start_), interval_rebalance_};
  done.total_records = records_;
  done.total_bytes = bytes_;
  interval_start_ = now;
  interval_records_ = records_;
  interval_bytes_ = bytes_;
  interval_rebalance_ = Millis(0);
  return done;
}

Span Progress::span(Clock::time_point now) const noexcept {
  return {records_, bytes_, date_of(now) - start_date_, rebalance_};
}

void Progress::finish(Report& report, Clock::time_point now) const {
  report.start = start_date_;
  report.end = date_of(now);
  report.total = span(now);
}

}  // namespace kpp::tools::consumer_perf_test
