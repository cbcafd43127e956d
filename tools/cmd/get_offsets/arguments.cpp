#include "cmd/get_offsets/arguments.hpp"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace kpp::tools::get_offsets {
namespace {

constexpr std::array<std::pair<std::string_view, OffsetSpec>, 6> words{{
    {"latest", OffsetSpec::latest()},
    {"earliest", OffsetSpec::earliest()},
    {"max-timestamp", OffsetSpec::max_timestamp()},
    {"earliest-local", OffsetSpec::earliest_local()},
    {"latest-tiered", OffsetSpec::latest_tiered()},
    {"earliest-pending-upload", OffsetSpec::earliest_pending_upload()},
}};

template <class Number>
bool read(std::string_view text, Number& value) {
  if (text.starts_with('+')) text.remove_prefix(1);  // Java accepts a leading plus
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

tl::expected<std::vector<std::int32_t>, std::string> parse_partitions(const std::string& text) {
  std::vector<std::int32_t> numbers;
  std::string_view rest = text;
  while (rest.ends_with(',')) rest.remove_suffix(1);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::int32_t number = 0;
    if (!read(rest.substr(0, comma), number))
      return tl::unexpected(
          "--partitions expects a comma separated list of numeric partition ids, but received: " +
          text);
    numbers.push_back(number);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return numbers;
}

}  // namespace

tl::expected<OffsetSpec, std::string> parse_time(std::string_view text) {
  for (const auto& [word, spec] : words)
    if (word == text) return spec;
  std::int64_t number = 0;
  if (!read(text, number))
    return tl::unexpected(
        "Malformed time argument " + std::string(text) +
        ". Please use -1 or latest / -2 or earliest / -3 or max-timestamp / -4 or earliest-local / "
        "-5 or latest-tiered / -6 or earliest-pending-upload, or a specified long format "
        "timestamp");
  return OffsetSpec::at_timestamp(number);
}

tl::expected<PartitionFilter, std::string> partition_filter(const Options& options) {
  if (const auto rules = options.value("topic-partitions")) {
    if (options.has("topic") || options.has("partitions"))
      return tl::unexpected<std::string>(
          "--topic-partitions cannot be used with --topic or --partitions");
    return PartitionFilter::of_rules(*rules);
  }
  auto numbers = parse_partitions(options.value_or("partitions", ""));
  if (!numbers) return tl::unexpected(numbers.error());
  return PartitionFilter::of_topic(options.value_or("topic", ".*"), *std::move(numbers));
}

}  // namespace kpp::tools::get_offsets
