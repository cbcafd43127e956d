#pragma once

#include "cmd/consumer_groups/model.hpp"
#include "cmd/consumer_groups/session.hpp"

namespace kpp::tools::consumer_groups {

/// The partitions of a group in the order in which Kafka's tool shows them: those of its members,
/// the member with most partitions first, then those that only have a commit. A partition missing
/// in `end_offsets` has no leader just now, or is gone.
[[nodiscard]] std::vector<OffsetRow> offset_rows(const GroupDescription& group,
                                                 const CommittedOffsets& committed,
                                                 const PartitionOffsets& end_offsets);

}  // namespace kpp::tools::consumer_groups
