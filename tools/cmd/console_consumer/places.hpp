#pragma once
// Places in a topic's partitions, as the brokers know them.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "formats/moment.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::console_consumer {

using OffsetOf = std::map<TopicPartition, std::int64_t>;

/// Whether an answer to `Consumer::partitions_for` means that there is no such topic.
[[nodiscard]] bool is_unknown_topic(const Result<std::vector<PartitionInfo>>& partitions);
[[nodiscard]] Error does_not_exist(const std::string& topic);

/// Those that were named, or else all that the topic has, of which there must be one.
[[nodiscard]] Result<std::vector<TopicPartition>> partitions_of(
    Consumer& consumer, const std::string& topic, const std::vector<std::int32_t>& named);

/// The first record that is not before `moment`, or where the next one will be.
[[nodiscard]] Result<OffsetOf> offsets_at(Consumer& consumer,
                                          const std::vector<TopicPartition>& partitions,
                                          const Moment& moment);

}  // namespace kpp::tools::console_consumer
