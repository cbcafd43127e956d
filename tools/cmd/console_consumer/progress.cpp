#include "cmd/console_consumer/progress.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "common/text/clock_text.hpp"

namespace kpp::tools::console_consumer {
namespace {

constexpr std::chrono::milliseconds step{200};

/// Decimal, as disks and networks are measured.
std::string bytes_text(double bytes) {
  constexpr std::array units{"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < units.size(); ++unit) bytes /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f %s", unit == 0 ? 0 : 1, bytes, units[unit]);
  return text.data();
}

}  // namespace

std::string progress_text(const ProgressFigures& figures) {
  const double seconds = std::max(0.001, std::chrono::duration<double>(figures.elapsed).count());
  const auto rate = static_cast<double>(figures.records) / seconds;
  std::string text = std::to_string(figures.records) + " records, " +
                     bytes_text(static_cast<double>(figures.bytes)) + ", " +
                     std::to_string(static_cast<std::int64_t>(rate)) + "/s, " +
                     bytes_text(static_cast<double>(figures.bytes) / seconds) + "/s";
  if (const auto share = figures.share; share && share->total > 0) {
    const std::int64_t done = std::clamp<std::int64_t>(share->done, 0, share->total);
    const double part = static_cast<double>(done) / static_cast<double>(share->total);
    text += ", " + std::to_string(static_cast<int>(part * 100)) + "% done";
    if (part > 0) {
      const std::chrono::duration<double> left(seconds * (1 - part) / part);
      text += ", " + clock_text(std::chrono::ceil<std::chrono::seconds>(left)) + " left";
    }
  }
  if (figures.lag) text += ", lag " + std::to_string(*figures.lag);
  return text;
}

void Progress::show(ProgressFigures figures) {
  const auto now = Clock::now();
  figures.elapsed = std::chrono::floor<std::chrono::milliseconds>(now - begin_);
  line_.show(progress_text(figures));
  next_ = now + step;
}

}  // namespace kpp::tools::console_consumer
