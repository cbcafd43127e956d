#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "common/options/parse.hpp"

namespace kpp::tools::producer_perf_test {

enum class KeyDistribution : std::uint8_t { none, uniform, zipf };

/// From and to, both included.
struct SizeRange {
  std::size_t least = 0;
  std::size_t most = 0;
};

/// What the command line asks for, checked.
struct Settings {
  std::string topic;                     // as it was given
  std::vector<std::string> topics;       // what it names
  std::vector<std::int32_t> partitions;  // empty: the client chooses
  std::size_t producers = 1;
  std::uint64_t records = 0;
  std::uint64_t warmup = 0;  // the first so many records do not count for the steady state
  double throughput = -1;    // records a second; negative: no limit

  // Exactly one of the three.
  std::optional<SizeRange> record_size;
  std::optional<std::string> payload_file;
  bool monotonic = false;

  std::string delimiter = "\n";        // a Java regular expression
  std::optional<double> compressible;  // so much of a value of --record-size, from 0 to 1

  KeyDistribution key_distribution = KeyDistribution::none;
  std::uint64_t keys = 0;  // how many there are
  std::size_t headers = 0;
  std::size_t header_size = 10;
  std::optional<std::uint64_t> max_bytes;

  std::chrono::milliseconds interval{5000};
  bool print_metrics = false;
  bool print_percentiles = false;
  bool print_config = false;

  bool transactional = false;  // by an option; the property transactional.id does it, too
  std::optional<std::string> transactional_id;
  std::chrono::milliseconds transaction_duration{3000};
};

/// The options in the order, and with the sentences, of Kafka's own tool.
[[nodiscard]] tl::expected<Settings, UsageError> read_settings(const Options& options);

}  // namespace kpp::tools::producer_perf_test
