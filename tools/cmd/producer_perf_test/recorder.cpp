#include "cmd/producer_perf_test/recorder.hpp"

#include <algorithm>

namespace kpp::tools::producer_perf_test {

namespace {

/// Of a record that was not delivered: whether it ever left, as far as the client can know.
bool was_sent(const Delivery& delivery) {
  const ErrorCode code = delivery.error->code();
  const bool given_up = code == ErrorCode::timed_out || code == ErrorCode::purged;
  return delivery.persisted == Persisted::possibly || !given_up;
}

}  // namespace

void Tally::add(Micros latency, Micros late, std::size_t bytes) noexcept {
  total_.add(latency, late, bytes);
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

Recorder::Recorder(Clock::time_point start, const RecorderPlan& plan, ErrorCounter& failures,
                   std::function<void(const Window& window)> on_window)
    : start_(start),
      plan_(plan),
      failures_(failures),
      on_window_(std::move(on_window)),
      whole_(Micros(0), plan.interval, plan.scheduled),
      failed_(plan.producers) {
  if (plan.producers < 2) return;
  producers_.resize(plan.producers);
  if (!plan.scheduled) return;
  for (Total& each : producers_) each.scheduled.emplace();
}

void Recorder::on_deliveries(std::span<const Delivery> batch, Clock::time_point now,
                             std::size_t producer) {
  const std::lock_guard lock(mutex_);
  const Micros time = since_start(now);
  Micros oldest_delivered = Micros::max();
  Micros oldest_failed = Micros::max();
  Total* const part = producers_.empty() ? nullptr : &producers_[producer];
  Series::Entry second = series_.at(time);
  for (const Delivery& delivery : batch) {
    const SendMark mark = SendMark::unpack(delivery.tag);
    if (delivery.error) {
      oldest_failed = std::min(oldest_failed, mark.sent);
      if (was_sent(delivery)) ++sent_once_;
      failures_.add(*delivery.error);
      ++failed_[producer];
      continue;
    }
    ++sent_once_;
    oldest_delivered = std::min(oldest_delivered, mark.sent);
    const std::size_t bytes = delivery.value ? delivery.value->size() : 0;
    const Micros latency = time - mark.sent;
    whole_.add(latency, mark.late, bytes);
    second.add(latency, bytes);
    if (part != nullptr) part->add(latency, mark.late, bytes);
    if (!mark.steady) continue;
    if (!steady_) steady_.emplace(Micros(steady_start_.load()), plan_.interval, plan_.scheduled);
    steady_->add(latency, mark.late, bytes);
  }
  if (oldest_failed != Micros::max()) stalls_.failed(oldest_failed, time);
  if (oldest_delivered != Micros::max()) stalls_.came(oldest_delivered, time);
  end_windows(time);
}

LiveFigures Recorder::live(Clock::time_point now) const {
  const std::lock_guard lock(mutex_);
  const Total& total = whole_.so_far();
  LiveFigures figures{
      .elapsed = since_start(now), .records = total.records(), .bytes = total.bytes};
  if (figures.records > 0)
    figures.latency = {total.latencies.percentile(0.5), total.latencies.percentile(0.99)};
  figures.failed = failures_.count();
  return figures;
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
  const std::lock_guard lock(mutex_);
  const Micros time = since_start(now);
  report.windows = std::move(windows_);
  report.series = series_.finish(time);
  report.whole = whole_.total(time);
  if (steady_) report.steady = steady_->total(time);
  report.producers = std::move(producers_);
  for (Total& each : report.producers) each.elapsed = time;
  report.stall = stalls_.longest();
}

}  // namespace kpp::tools::producer_perf_test
