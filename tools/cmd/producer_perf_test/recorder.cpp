#include "cmd/producer_perf_test/recorder.hpp"

#include <algorithm>

namespace kpp::tools::producer_perf_test {

void FailureCounter::add(const Error& error) {
  const std::lock_guard lock(mutex_);
  const std::string_view code = name(error.code());
  const auto known =
      std::ranges::find_if(failures_, [&](const Failure& failure) { return failure.code == code; });
  if (known != failures_.end()) {
    ++known->records;
    return;
  }
  failures_.push_back({std::string(code), error.message(), 1});
  on_new_(error);
}

std::vector<Failure> FailureCounter::list() const {
  const std::lock_guard lock(mutex_);
  return failures_;
}

void Tally::add(Micros latency, std::size_t bytes) noexcept {
  total_.latencies.record(latency);
  total_.bytes += bytes;
  const double ms = milliseconds(latency);
  window_sum_ms_ += ms;
  window_.max_ms = std::max(window_.max_ms, ms);
  window_.bytes += bytes;
  ++window_.records;
}

std::optional<Window> Tally::end_window(Micros now) {
  if (now - window_start_ < interval_ || window_.records == 0) return std::nullopt;
  Window done = window_;
  done.since_start = now;
  done.length = now - window_start_;
  done.mean_ms = window_sum_ms_ / static_cast<double>(window_.records);
  done.first_steady = std::exchange(first_window_, false);
  window_ = {};
  window_sum_ms_ = 0;
  window_start_ = now;
  return done;
}

Total Tally::total(Micros now) const {
  Total total = total_;
  total.elapsed = now - start_;
  return total;
}

Recorder::Recorder(Clock::time_point start, std::uint64_t warmup, Micros interval,
                   FailureCounter& failures, std::function<void(const Window& window)> on_window)
    : start_(start),
      warmup_(warmup),
      interval_(interval),
      failures_(failures),
      on_window_(std::move(on_window)),
      whole_(Micros(0), interval) {}

void Recorder::on_deliveries(std::span<const Delivery> batch, Clock::time_point now) {
  const Micros time = since_start(now);
  count(batch, time);
  end_windows(time);
}

void Recorder::count(std::span<const Delivery> batch, Micros time) {
  Series::Entry second = series_.at(time);
  for (const Delivery& delivery : batch) {
    if (delivery.error) {
      failures_.add(*delivery.error);
      continue;
    }
    const std::size_t bytes = delivery.value ? delivery.value->size() : 0;
    const Micros latency = time - Micros(delivery.tag >> 1U);
    whole_.add(latency, bytes);
    second.add(latency, bytes);
    if ((delivery.tag & 1U) == 0) continue;
    if (!steady_) steady_.emplace(Micros(steady_start_.load()), interval_);
    steady_->add(latency, bytes);
  }
}

void Recorder::end_windows(Micros now) {
  if (auto window = whole_.end_window(now)) {
    // Once the steady state has begun, its intervals are shown instead.
    window->first_steady = false;
    if (steady_start_.load() < 0) report_window(*window);
  }
  if (!steady_) return;
  if (auto window = steady_->end_window(now)) {
    window->steady = true;
    report_window(*window);
  }
}

void Recorder::report_window(Window window) {
  windows_.push_back(window);
  on_window_(window);
}

void Recorder::finish(Report& report, Clock::time_point now) {
  const Micros time = since_start(now);
  report.windows = std::move(windows_);
  report.series = series_.finish(time);
  report.whole = whole_.total(time);
  if (steady_) report.steady = steady_->total(time);
}

}  // namespace kpp::tools::producer_perf_test
