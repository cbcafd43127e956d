#include "perf/retry_counter.hpp"

#include <charconv>

namespace kpp::tools {
namespace {

constexpr std::string_view interval_key = "statistics.interval.ms";
constexpr std::string_view interval_ms = "1000";
constexpr std::string_view sent_field = "\"txmsgs\":";

}  // namespace

void RetryCounter::enable(Config& config) {
  if (!config.has(interval_key)) config.set_unchecked(interval_key, interval_ms);
}

// The last field of that name is the client's own, after those of the partitions. To take apart the whole, a megabyte for a
// topic of a thousand partitions, would cost the run more than it is worth.
void RetryCounter::add(std::string_view json) {
  const std::size_t at = json.rfind(sent_field);
  if (at == std::string_view::npos) return;
  json.remove_prefix(at + sent_field.size());
  std::uint64_t sent = 0;
  if (std::from_chars(json.data(), json.data() + json.size(), sent).ec != std::errc{}) return;
  const std::lock_guard lock(mutex_);
  sent_ = sent;
  ++emissions_;
}

std::uint64_t RetryCounter::emissions() const {
  const std::lock_guard lock(mutex_);
  return emissions_;
}

std::optional<std::uint64_t> RetryCounter::sent() const {
  const std::lock_guard lock(mutex_);
  return sent_;
}

}  // namespace kpp::tools
