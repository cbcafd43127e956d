#include "perf/live_line.hpp"

#include <algorithm>

#include "perf/java_number.hpp"
#include "perf/latency_figures.hpp"
#include "text/clock_text.hpp"

namespace kpp::tools {
namespace {

constexpr std::size_t samples_kept = 4;
constexpr double megabyte = 1024.0 * 1024.0;

double per_second(std::uint64_t from, std::uint64_t to, double seconds) {
  return seconds > 0 ? static_cast<double>(to - from) / seconds : 0;
}

}  // namespace

std::string LiveLine::text(const LiveFigures& now) {
  const LiveFigures from = before_.empty() ? LiveFigures{} : before_.front();
  before_.push_back(now);
  if (before_.size() > samples_kept) before_.pop_front();

  const double seconds = std::chrono::duration<double>(now.elapsed - from.elapsed).count();
  const double rate = per_second(from.records, now.records, seconds);
  const double mb = per_second(from.bytes, now.bytes, seconds) / megabyte;
  const std::uint64_t done = std::min(now.records + now.failed, wanted_);
  const double share = wanted_ == 0 ? 1 : static_cast<double>(done) / static_cast<double>(wanted_);
  std::string text = std::to_string(static_cast<int>(share * 100)) + "% done, " +
                     java_fixed(rate, 0) + " records/s, " + java_fixed(mb, 2) + " MB/s";
  if (now.latency) {
    text += ", p50 " + java_fixed(milliseconds(now.latency->p50), 1) + " ms, p99 " +
            java_fixed(milliseconds(now.latency->p99), 1) + " ms";
  }
  if (share > 0) {
    const std::chrono::duration<double> elapsed = now.elapsed;
    const auto left = elapsed * ((1 - share) / share);
    constexpr std::chrono::hours longest{24 * 365};  // what takes longer is no use to anybody
    if (left < longest)
      text += ", " + clock_text(std::chrono::ceil<std::chrono::seconds>(left)) + " left";
  }
  return text;
}

}  // namespace kpp::tools
