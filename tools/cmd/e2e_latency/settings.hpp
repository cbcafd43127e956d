#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "common/options/parse.hpp"

namespace kpp::tools::e2e_latency {

/// What the records look like: each byte a letter.
struct RecordShape {
  std::size_t value_size = 0;
  std::size_t key_size = 0;
  std::size_t headers = 0;
  std::size_t header_key_size = 0;
  std::optional<std::size_t> header_value_size = 0;  // empty: null values
};

/// What the command line asks for, checked.
struct Settings {
  std::string topic;
  std::uint64_t records = 0;
  std::string acks;
  RecordShape shape;
  std::optional<double>
      throughput;                 // records a second; empty: each as soon as the one before is read
  bool pass_over_others = false;  // records that somebody else has written
  bool print_config = false;
};

/// The options in the order, and with the sentences, of Kafka's own tool.
[[nodiscard]] tl::expected<Settings, UsageError> read_settings(const Options& options);

}  // namespace kpp::tools::e2e_latency
