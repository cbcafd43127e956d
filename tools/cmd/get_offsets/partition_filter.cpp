#include "cmd/get_offsets/partition_filter.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace kpp::tools::get_offsets {
namespace {

constexpr std::int32_t no_end = std::numeric_limits<std::int32_t>::max();

/// A number, `fallback` for nothing, or nothing for what is no number.
std::optional<std::int32_t> bound(std::string_view text, std::int32_t fallback) {
  if (text.empty()) return fallback;
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

bool PartitionFilter::Rule::allows(std::int32_t partition) const {
  if (partitions.empty()) return from <= partition && partition < below;
  return std::ranges::find(partitions, partition) != partitions.end();
}

tl::expected<PartitionFilter, std::string> PartitionFilter::of_topic(
    std::string_view topics, std::vector<std::int32_t> partitions) {
  auto filter = TopicFilter::parse(topics);
  if (!filter) return tl::unexpected(filter.error());
  PartitionFilter result;
  result.rules_.push_back({*std::move(filter), std::move(partitions), 0, no_end});
  return result;
}

tl::expected<PartitionFilter::Rule, std::string> PartitionFilter::parse_rule(
    std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view topics = text.substr(0, colon);
  const std::string_view range = text.substr(std::min(colon + 1, text.size()));
  auto filter = TopicFilter::parse(topics.empty() ? ".*" : topics);
  if (!filter) return tl::unexpected(filter.error());

  const std::string invalid = "Invalid rule specification: " + std::string(text);
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos && !range.empty()) {
    const auto number = bound(range, 0);
    if (!number) return tl::unexpected(invalid);
    return Rule{*std::move(filter), {*number}, 0, 0};
  }
  const auto from = bound(range.substr(0, std::min(dash, range.size())), 0);
  const auto below =
      bound(dash == std::string_view::npos ? std::string_view() : range.substr(dash + 1), no_end);
  if (!from || !below) return tl::unexpected(invalid);
  return Rule{*std::move(filter), {}, *from, *below};
}

tl::expected<PartitionFilter, std::string> PartitionFilter::of_rules(std::string_view rules) {
  PartitionFilter result;
  // As Java splits: what is empty at the end does not count.
  const bool given_none = !rules.empty() && rules.find_first_not_of(',') == std::string_view::npos;
  while (rules.ends_with(',')) rules.remove_suffix(1);
  for (bool more = !given_none; more;) {
    const std::size_t comma = rules.find(',');
    auto rule = parse_rule(rules.substr(0, comma));
    if (!rule) return tl::unexpected(rule.error());
    result.rules_.push_back(*std::move(rule));
    more = comma != std::string_view::npos;
    if (more) rules.remove_prefix(comma + 1);
  }
  return result;
}

bool PartitionFilter::allows(const std::string& topic) const {
  return std::ranges::any_of(rules_, [&](const Rule& rule) { return rule.topics.matches(topic); });
}

bool PartitionFilter::allows(const TopicPartition& partition) const {
  return std::ranges::any_of(rules_, [&](const Rule& rule) {
    return rule.topics.matches(partition.topic) && rule.allows(partition.partition);
  });
}

std::vector<std::string> PartitionFilter::names() const {
  std::vector<std::string> all;
  for (const Rule& rule : rules_) {
    const auto* names = rule.topics.names();
    if (names == nullptr) return {};
    all.insert(all.end(), names->begin(), names->end());
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace kpp::tools::get_offsets
