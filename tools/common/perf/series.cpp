#include "perf/series.hpp"

#include <algorithm>
#include <utility>

namespace kpp::tools {
namespace {

constexpr Series::Duration one_second{1'000'000};

}  // namespace

void Series::close_current() {
  if (latencies_.count() > 0) {
    current_.latency = SecondLatency{latencies_.percentile(0.5), latencies_.percentile(0.95),
                                     latencies_.percentile(0.99), latencies_.max()};
    latencies_.clear();
  }
  const std::uint64_t next = current_.second + 1;
  done_.push_back(std::exchange(current_, Second{}));
  current_.second = next;
}

void Series::advance(Duration now) {
  const auto second = static_cast<std::uint64_t>(std::max<std::int64_t>(now / one_second, 0));
  while (current_.second < second) close_current();
}

std::vector<Second> Series::finish(Duration end) {
  const std::lock_guard lock(mutex_);
  advance(end);
  current_.length = end - static_cast<std::int64_t>(current_.second) * one_second;
  // A record that is told in the moment after the end still belongs to the run.
  if (current_.length <= Duration(0)) current_.length = one_second;
  if (current_.records > 0 || current_.length < one_second) close_current();
  return std::move(done_);
}

}  // namespace kpp::tools
