#include "cmd/topics/topic_config_names.hpp"

#include <algorithm>
#include <array>

namespace kpp::tools::topics {
namespace {

// Those of 4.3.1, and three that 4.0 took away: a broker that no longer knows them says so in the
// same words.
constexpr std::array<std::string_view, 37> names{
    "cleanup.policy",
    "compression.gzip.level",
    "compression.lz4.level",
    "compression.type",
    "compression.zstd.level",
    "delete.retention.ms",
    "file.delete.delay.ms",
    "flush.messages",
    "flush.ms",
    "follower.replication.throttled.replicas",
    "index.interval.bytes",
    "internal.segment.bytes",
    "leader.replication.throttled.replicas",
    "local.retention.bytes",
    "local.retention.ms",
    "max.compaction.lag.ms",
    "max.message.bytes",
    "message.downconversion.enable",
    "message.format.version",
    "message.timestamp.after.max.ms",
    "message.timestamp.before.max.ms",
    "message.timestamp.difference.max.ms",
    "message.timestamp.type",
    "min.cleanable.dirty.ratio",
    "min.compaction.lag.ms",
    "min.insync.replicas",
    "preallocate",
    "remote.log.copy.disable",
    "remote.log.delete.on.disable",
    "remote.storage.enable",
    "retention.bytes",
    "retention.ms",
    "segment.bytes",
    "segment.index.bytes",
    "segment.jitter.ms",
    "segment.ms",
    "unclean.leader.election.enable",
};
static_assert(std::ranges::is_sorted(names));

}  // namespace

bool is_topic_config(std::string_view name) noexcept {
  return std::ranges::binary_search(names, name);
}

}  // namespace kpp::tools::topics
