#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "cmd/consumer_perf_test/date_format.hpp"
#include "common/options/parse.hpp"

namespace kpp::tools::consumer_perf_test {

/// What the command line asks for, checked.
struct Settings {
  std::optional<std::string> topic;    // exactly one of these two
  std::optional<std::string> include;  // a Java regular expression, and the same for a subscription
  std::string include_posix;
  std::vector<std::string> topics;       // what `topic` names
  std::vector<std::int32_t> partitions;  // empty: as the group shares them out
  std::size_t consumers = 1;
  std::uint64_t records = 0;
  std::chrono::milliseconds timeout{10000};  // the longest gap between records
  std::chrono::milliseconds interval{5000};
  bool detailed = false;
  bool hide_header = false;
  bool print_metrics = false;
  bool print_config = false;
  DateFormat date_format;

  // What options and properties have come to together.
  std::string group;
  bool from_latest = false;
  std::int64_t fetch_size = 0;
  std::int64_t socket_buffer_size = 0;
};

[[nodiscard]] tl::expected<Settings, UsageError> read_settings(const Options& options);

}  // namespace kpp::tools::consumer_perf_test
