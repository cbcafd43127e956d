#pragma once
// What the command line asks for, after Kafka's own checks.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "common/options/parse.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::consumer_groups {

enum class Action : std::uint8_t {
  list,
  describe,
  remove,
  reset_offsets,
  delete_offsets,
  validate_regex
};

/// The one action of a valid command line; the first thing that is wrong with another, in the words
/// and the order of Kafka's tool.
[[nodiscard]] tl::expected<Action, UsageError> check(const Options& options);

/// Sentences about options that change nothing in this action. Kafka's tool ignores them silently.
[[nodiscard]] std::vector<std::string> needless_options(const Options& options, Action action);

/// `--state` and `--type` of --list: empty if no names were given.
[[nodiscard]] tl::expected<std::vector<GroupState>, UsageError> wanted_states(
    const Options& options);
[[nodiscard]] tl::expected<std::vector<GroupType>, UsageError> wanted_types(const Options& options);

/// One value of `--topic`: "t", or "t:0,2".
struct TopicArgument {
  std::string topic;
  std::vector<std::int32_t> partitions;  // empty: all
};
[[nodiscard]] tl::expected<TopicArgument, UsageError> parse_topic_argument(std::string_view text);
[[nodiscard]] tl::expected<std::vector<TopicArgument>, UsageError> topic_arguments(
    const Options& options);

/// `--timeout`, for each call; without it, the configuration's `default.api.timeout.ms`.
[[nodiscard]] CallOptions call_options(const Options& options);

}  // namespace kpp::tools::consumer_groups
