#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "common/topic_filter.hpp"
#include "kpp/types.hpp"

namespace kpp::tools::get_offsets {

/// Which partitions of which topics are meant.
class PartitionFilter {
 public:
  /// --topic and --partitions; an empty list of numbers means all.
  [[nodiscard]] static tl::expected<PartitionFilter, std::string> of_topic(
      std::string_view topics, std::vector<std::int32_t> partitions);
  /// --topic-partitions: rules "regex[:N]", "regex[:N-M]" (M excluded), "regex[:N-]" and "regex[:-M]", separated by
  /// commas. A partition is meant if one of them applies.
  [[nodiscard]] static tl::expected<PartitionFilter, std::string> of_rules(std::string_view rules);

  [[nodiscard]] bool allows(const std::string& topic) const;
  [[nodiscard]] bool allows(const TopicPartition& partition) const;
  /// The names where every rule is a plain name; then nobody needs to list all topics.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  struct Rule {
    TopicFilter topics;
    std::vector<std::int32_t> partitions;  // empty: the range counts
    std::int32_t from = 0;
    std::int32_t below = 0;

    [[nodiscard]] bool allows(std::int32_t partition) const;
  };
  [[nodiscard]] static tl::expected<Rule, std::string> parse_rule(std::string_view text);

  std::vector<Rule> rules_;
};

}  // namespace kpp::tools::get_offsets
