#pragma once
// What the actions found out or did, ready to be rendered.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::consumer_groups {

/// One partition of a described group.
struct OffsetRow {
  TopicPartition partition;
  std::optional<std::int32_t> leader_epoch;
  PartitionLag lag;
  std::optional<std::size_t> member;  // index in the group's members; empty: assigned to nobody
};

struct DescribedGroup {
  GroupDescription group;
  std::vector<OffsetRow> rows;  // only where offsets were asked for
};

enum class View : std::uint8_t { offsets, members, state };

struct GroupError {
  std::string group;
  Error error;
};

struct GroupReset {
  std::string group;
  std::vector<PlannedOffset> offsets;  // by topic and partition
};

struct ResetReport {
  bool executed = false;
  std::vector<GroupReset> groups;
  std::vector<std::string> passed_over;  // in use, or not in the file: nothing is planned for them
  std::vector<GroupError> failed;
  std::vector<std::string> topics;  // in the order of the command line
};

struct DeletionReport {
  std::vector<std::string> deleted;
  std::vector<GroupError> failed;
};

/// `partition` is -1 where the topic itself is not known.
struct OffsetDeletion {
  TopicPartition partition;
  std::optional<Error> error;
};

struct OffsetDeletionReport {
  std::string group;
  std::vector<OffsetDeletion> partitions;  // in the order in which they are shown
};

}  // namespace kpp::tools::consumer_groups
