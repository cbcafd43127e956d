#include <doctest/doctest.h>

#include <limits>

#include "kpp/admin.hpp"

using kpp::OffsetResetTarget;
using kpp::PlannedOffset;
using kpp::ResetPartitionState;
using Kind = OffsetResetTarget::Kind;
using Note = PlannedOffset::Note;

namespace {

/// Of a log from 10 to 20.
ResetPartitionState state(std::optional<std::int64_t> committed = {},
                          std::optional<std::int64_t> for_timestamp = {}) {
  return {{"t", 3}, 10, 20, committed, for_timestamp};
}

PlannedOffset plan(Kind kind, std::int64_t value, const ResetPartitionState& partition) {
  const auto planned = kpp::plan_offset_reset({kind, value}, {&partition, 1});
  REQUIRE(planned);
  REQUIRE(planned->size() == 1);
  CHECK(planned->front().partition == partition.partition);
  return planned->front();
}

void check(const PlannedOffset& planned, std::int64_t offset, Note note) {
  CHECK(planned.new_offset == offset);
  CHECK(planned.note == note);
}

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

}  // namespace

TEST_CASE("reset to the ends") {
  check(plan(Kind::earliest, 0, state()), 10, Note::none);
  check(plan(Kind::latest, 0, state(15)), 20, Note::none);
}

TEST_CASE("reset to an offset keeps inside the log and says so") {
  check(plan(Kind::offset, 10, state()), 10, Note::none);
  check(plan(Kind::offset, 15, state()), 15, Note::none);
  check(plan(Kind::offset, 20, state()), 20, Note::none);
  check(plan(Kind::offset, 21, state()), 20, Note::lowered_to_end);
  check(plan(Kind::offset, 9, state()), 10, Note::raised_to_begin);
  CHECK(plan(Kind::offset, 9999, state()).requested == 9999);
  CHECK(plan(Kind::offset, -5, state()).requested == -5);
}

TEST_CASE("reset by a shift needs a commit") {
  check(plan(Kind::shift_by, 2, state(15)), 17, Note::none);
  check(plan(Kind::shift_by, -2, state(15)), 13, Note::none);
  check(plan(Kind::shift_by, -100, state(15)), 10, Note::raised_to_begin);
  check(plan(Kind::shift_by, 100, state(15)), 20, Note::lowered_to_end);
  check(plan(Kind::shift_by, most, state(15)), 20, Note::lowered_to_end);
  check(plan(Kind::shift_by, least, state(-15)), 10, Note::raised_to_begin);

  const std::vector<ResetPartitionState> both{state(15), state()};
  const auto planned = kpp::plan_offset_reset({Kind::shift_by, 1}, both);
  REQUIRE(!planned);
  CHECK(planned.error().code() == kpp::ErrorCode::invalid_argument);
  CHECK(planned.error().message() ==
        "Cannot shift offset for partition t-3 since there is no current committed offset");
  CHECK(planned.error().topic() == "t");
  CHECK(planned.error().partition() == 3);
}

TEST_CASE("reset to the commit takes it as it is, or the end") {
  check(plan(Kind::current, 0, state(15)), 15, Note::none);
  check(plan(Kind::current, 0, state(500)), 500, Note::none);
  check(plan(Kind::current, 0, state()), 20, Note::no_commit_used_end);
}

TEST_CASE("reset to a time takes the record found, or the end") {
  check(plan(Kind::timestamp, 1700000000000, state({}, 12)), 12, Note::none);
  check(plan(Kind::timestamp, 1700000000000, state({}, {})), 20, Note::no_record_used_end);
}

TEST_CASE("a plan keeps the order of its partitions") {
  std::vector<ResetPartitionState> partitions;
  for (int i = 9; i >= 0; --i) partitions.push_back({{"t", i}, i, i, {}, {}});
  const auto planned = kpp::plan_offset_reset({Kind::latest, 0}, partitions);
  REQUIRE(planned);
  for (std::size_t i = 0; i < partitions.size(); ++i)
    CHECK((*planned)[i].partition == partitions[i].partition);
  CHECK(kpp::plan_offset_reset({Kind::latest, 0}, {})->empty());
}
