#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cmd/console_consumer/range.hpp"
#include "cmd/console_consumer/tail.hpp"
#include "cmd/console_consumer/where/condition.hpp"
#include "common/command.hpp"
#include "kpp/config.hpp"
#include "kpp/consumer.hpp"
#include "record_io/record_formatter.hpp"
#include "record_io/value_view.hpp"

namespace kpp::tools::console_consumer {

/// A checked command line.
struct Plan {
  Config config;
  std::string topic{};                     // or
  std::string pattern{};                   // POSIX extended, for the whole name
  std::vector<std::int32_t> partitions{};  // of `topic`, ascending; none: all, by a group or not
  Position start = Position::latest();     // in `partitions`
  std::optional<RangeSettings> range{};    // of `topic`, instead of what a group is given
  std::optional<TailSettings> tail{};      // the same
  std::vector<Condition> where{};          // all hold for what is printed
  std::optional<std::uint64_t> max_messages{};
  std::optional<std::chrono::milliseconds> timeout{};
  ValueSettings value{};   // what is shown of values
  bool own_group = false;  // one that was made up, for nobody named one
  bool commits = false;    // for a group
  bool skip_bad_records = false;
  bool announce_shutdown = false;
  std::unique_ptr<RecordFormatter> formatter{};
};

/// The error is the exit status; what is wrong has been said.
[[nodiscard]] tl::expected<Plan, int> make_plan(const Options& options, const Context& context);

}  // namespace kpp::tools::console_consumer
