#include "cmd/consumer_perf_test/team_progress.hpp"

#include <algorithm>

namespace kpp::tools::consumer_perf_test {

TeamProgress::TeamProgress(Clock::time_point start, WallTime start_date, Millis interval,
                           std::size_t consumers)
    : start_(start), whole_(start, start_date, interval), assigned_(consumers), last_read_(start) {
  if (consumers > 1) parts_.assign(consumers, whole_);
}

std::optional<TeamInterval> TeamProgress::add(std::size_t consumer, std::uint64_t records,
                                              std::uint64_t bytes, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  whole_.add(records, bytes);
  if (!parts_.empty()) parts_[consumer].add(records, bytes);
  stalls_.came(since_start(first_assigned_.value_or(start_)), since_start(now));
  series_.at(since_start(now)).add_unmeasured(records, bytes);
  last_read_ = std::max(last_read_, now);
  const auto ended = whole_.end_interval(now);
  if (!ended) return std::nullopt;
  TeamInterval interval{*ended, {}};
  for (Progress& part : parts_) interval.consumers.push_back(part.cut_interval(now));
  return interval;
}

void TeamProgress::assigned(std::size_t consumer, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  if (!first_assigned_) first_assigned_ = now;
  if (parts_.empty()) return whole_.assigned(now);
  parts_[consumer].assigned(now);
  if (std::ranges::find(assigned_, true) == assigned_.end()) whole_.assigned(now);
  assigned_[consumer] = true;
}

void TeamProgress::revoked(std::size_t consumer, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  if (parts_.empty()) return whole_.revoked(now);
  parts_[consumer].revoked(now);
  if (!assigned_[consumer]) return;
  assigned_[consumer] = false;
  if (std::ranges::find(assigned_, true) == assigned_.end()) whole_.revoked(now);
}

LiveFigures TeamProgress::live(Clock::time_point now) const {
  const std::lock_guard lock(mutex_);
  return {.elapsed = since_start(now), .records = whole_.records(), .bytes = whole_.bytes()};
}

TeamProgress::Clock::time_point TeamProgress::last_read() const {
  const std::lock_guard lock(mutex_);
  return last_read_;
}

void TeamProgress::finish(Report& report, Clock::time_point now, bool in_vain) {
  const std::lock_guard lock(mutex_);
  whole_.finish(report, now);
  for (const Progress& part : parts_) report.consumers.push_back(part.span(now));
  report.series = series_.finish(since_start(now));
  if (in_vain) stalls_.failed(since_start(first_assigned_.value_or(start_)), since_start(now));
  report.stall = stalls_.longest();
}

}  // namespace kpp::tools::consumer_perf_test
