#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kpp/admin.hpp"

namespace kpp::tools::consumer_groups {

/// Offsets to reset to, by group.
using ResetFile = std::map<std::string, std::map<TopicPartition, std::int64_t>>;

/// The content of a file for --from-file: lines "topic,partition,offset", which are about
/// `only_group`, or "group,topic,partition,offset". All lines have the form of the first; empty
/// ones are skipped; the last line about a partition counts. Unlike Kafka's reader this one takes
/// no missing field for a 0. `name` is the file's, for the error.
[[nodiscard]] Result<ResetFile> parse_reset_file(std::string_view content, std::string_view name,
                                                 const std::optional<std::string>& only_group);

/// The same, read from a file.
[[nodiscard]] Result<ResetFile> read_reset_file(const std::string& path,
                                                const std::optional<std::string>& only_group);

}  // namespace kpp::tools::consumer_groups
