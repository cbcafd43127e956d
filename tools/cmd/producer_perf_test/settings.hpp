#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "common/options/parse.hpp"

namespace kpp::tools::producer_perf_test {

/// What the command line asks for, checked.
struct Settings {
  std::string topic;
  std::uint64_t records = 0;
  std::uint64_t warmup = 0;  // the first so many records do not count for the steady state
  double throughput = -1;    // records a second; negative: no limit

  // Exactly one of the three.
  std::optional<std::size_t> record_size;
  std::optional<std::string> payload_file;
  bool monotonic = false;

  std::string delimiter = "\n";  // a Java regular expression
  std::chrono::milliseconds interval{5000};
  bool print_metrics = false;

  bool transactional = false;  // by an option; the property transactional.id does it, too
  std::optional<std::string> transactional_id;
  std::chrono::milliseconds transaction_duration{3000};
};

/// The options in the order, and with the sentences, of Kafka's own tool.
[[nodiscard]] tl::expected<Settings, UsageError> read_settings(const Options& options);

}  // namespace kpp::tools::producer_perf_test
