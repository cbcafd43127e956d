#pragma once

#include <cstdint>
#include <string>

#include "cmd/console_producer/input_names.hpp"
#include "cmd/console_producer/parser_choice.hpp"
#include "common/command.hpp"
#include "kpp/config.hpp"

namespace kpp::tools::console_producer {

/// A checked command line.
struct Plan {
  std::string topic;  // empty: each record says its own
  Config config;
  Reading reading;
  InputNames names{{}, InputNames::Unit::line};
  bool whole_files = false;
  std::int64_t repeat = 1;  // how often all inputs are read
  double rate = -1;         // records a second; negative: as fast as it goes
  bool sync = false;
  bool skip_bad_lines = false;
  std::string transactional_id;  // not empty: all or nothing
  std::uint64_t max_request_size = 1048576;
  std::uint64_t buffer_memory = 33554432;
  std::int64_t max_block_ms = 60000;
  std::int64_t delivery_timeout_ms = 120000;
};

/// The error is the exit status; what is wrong has been said.
[[nodiscard]] tl::expected<Plan, int> make_plan(const Options& options, const Context& context);

}  // namespace kpp::tools::console_producer
