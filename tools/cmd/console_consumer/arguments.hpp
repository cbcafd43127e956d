#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "cmd/console_consumer/range.hpp"
#include "common/command.hpp"
#include "kpp/config.hpp"
#include "kpp/consumer.hpp"
#include "record_io/record_formatter.hpp"

namespace kpp::tools::console_consumer {

/// A checked command line.
struct Plan {
  Config config;
  std::string topic{};                      // or
  std::string pattern{};                    // POSIX extended, for the whole name
  std::optional<std::int32_t> partition{};  // of `topic`
  Position start = Position::latest();      // in `partition`
  std::optional<RangeSettings> range{};     // of `topic`, instead of what a group is given
  std::optional<std::uint64_t> max_messages{};
  std::optional<std::chrono::milliseconds> timeout{};
  bool commits = false;  // for a group
  bool skip_bad_records = false;
  bool announce_shutdown = false;
  std::unique_ptr<RecordFormatter> formatter{};
};

/// The error is the exit status; what is wrong has been said.
[[nodiscard]] tl::expected<Plan, int> make_plan(const Options& options, const Context& context);

}  // namespace kpp::tools::console_consumer
