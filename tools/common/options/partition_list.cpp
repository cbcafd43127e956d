#include "options/partition_list.hpp"

#include <charconv>
#include <optional>
#include <set>
#include <string>

namespace kpp::tools {
namespace {

// More than any topic has; "0-2147483647" is a mistake, and would fill the memory.
constexpr std::size_t most = 100'000;

std::optional<std::int32_t> number(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

tl::expected<std::vector<std::int32_t>, UsageError> parse_partitions(std::string_view text) {
  const auto refuse = [](std::string sentence) {
    return tl::unexpected(UsageError{std::move(sentence)});
  };
  // Kafka's words for what is one number.
  if (const auto single = number(text); single && *single < 0)
    return refuse("The partition must not be negative.");
  std::set<std::int32_t> partitions;
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    const std::string_view item = rest.substr(0, comma);
    const std::size_t dash = item.find('-');
    const auto first = number(item.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number(item.substr(dash + 1));
    if (!first || !last || *last < 0)
      return refuse("Cannot parse argument '" + std::string(text) + "' of option partition");
    if (*last < *first)
      return refuse("--partition: the range " + std::string(item) + " runs backwards");
    if (static_cast<std::size_t>(*last) - static_cast<std::size_t>(*first) >= most)
      return refuse("--partition: the range " + std::string(item) + " has too many partitions");
    for (std::int32_t each = *first;; ++each) {
      partitions.insert(each);
      if (each == *last) break;
    }
    if (partitions.size() > most) return refuse("--partition names too many partitions");
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return std::vector(partitions.begin(), partitions.end());
}

std::string missing_partition(std::string_view topic, std::int32_t partition, std::size_t count) {
  return "Topic '" + std::string(topic) + "' has no partition " + std::to_string(partition) +
         ": there are " + std::to_string(count);
}

}  // namespace kpp::tools
