#include "cmd/consumer_groups/reset_target.hpp"

#include <algorithm>
#include <chrono>

#include "common/formats/time_spec.hpp"

namespace kpp::tools::consumer_groups {
namespace {

using Kind = OffsetResetTarget::Kind;

/// No record is older than 1970, and the numbers below 0 have meanings of their own in a
/// ListOffsets request: -1 is the end of the partition.
Result<ResetGoal> at_time(const tl::expected<Timestamp, std::string>& time) {
  if (!time) return kpp::fail(ErrorCode::invalid_argument, time.error());
  return ResetGoal{{Kind::timestamp, std::max<Timestamp>(*time, 0)}, {}};
}

tl::expected<Timestamp, std::string> time_before_now(std::string_view duration) {
  const auto parsed = parse_duration(duration);
  if (!parsed) return tl::unexpected(parsed.error());
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return timestamp_before(now, *parsed);
}

}  // namespace

Result<ResetGoal> reset_goal(const Options& options) {
  if (const auto offset = options.int64("to-offset")) return ResetGoal{{Kind::offset, *offset}, {}};
  if (const auto shift = options.int64("shift-by")) return ResetGoal{{Kind::shift_by, *shift}, {}};
  if (const auto time = options.value("to-datetime")) return at_time(parse_datetime(*time));
  if (const auto age = options.value("by-duration")) return at_time(time_before_now(*age));
  if (const auto path = options.value("from-file")) {
    const auto& groups = options.values("group");
    auto file =
        read_reset_file(*path, groups.size() == 1 ? std::optional(groups.front()) : std::nullopt);
    if (!file) return tl::unexpected(file.error());
    return ResetGoal{{Kind::offset, 0}, std::move(*file)};
  }
  if (options.has("to-earliest")) return ResetGoal{{Kind::earliest, 0}, {}};
  if (options.has("to-latest")) return ResetGoal{{Kind::latest, 0}, {}};
  return ResetGoal{{Kind::current, 0}, {}};
}

}  // namespace kpp::tools::consumer_groups
