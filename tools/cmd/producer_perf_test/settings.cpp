#include "cmd/producer_perf_test/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "common/options/partition_list.hpp"
#include "common/perf/bounded_time.hpp"
#include "common/perf/lists.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

constexpr std::array<std::string_view, 3> payload_options{"record-size", "payload-file",
                                                          "payload-monotonic"};

std::optional<UsageError> check_presence(const Options& options) {
  for (const std::string_view name : {"throughput", "num-records", "topic"}) {
    if (!options.has(name)) return UsageError{"argument --" + std::string(name) + " is required"};
  }
  std::string_view chosen;
  for (const std::string_view name : payload_options) {
    if (!options.has(name)) continue;
    if (!chosen.empty()) {
      return UsageError{"argument --" + std::string(name) + ": not allowed with argument --" +
                        std::string(chosen)};
    }
    chosen = name;
  }
  if (chosen.empty()) {
    return UsageError{
        "one of the arguments --record-size --payload-file --payload-monotonic is required"};
  }
  return std::nullopt;
}

/// "100", or "50-150". What is not above zero is none of both, and is answered as zero.
std::optional<SizeRange> record_size(const Options& options) {
  const auto text = options.value("record-size");
  if (!text) return std::nullopt;
  const std::size_t dash = text->find('-', 1);
  const auto number = [](std::string_view digits) {
    std::int64_t value = 0;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return static_cast<std::size_t>(std::max<std::int64_t>(value, 0));
  };
  const std::string_view all = *text;
  if (dash == std::string::npos) return SizeRange{number(all), number(all)};
  return SizeRange{number(all.substr(0, dash)), number(all.substr(dash + 1))};
}

std::optional<UsageError> check_ranges(const Options& options, std::int64_t records,
                                       std::int64_t warmup) {
  if (records <= 0) return UsageError{"--num-records should be greater than zero."};
  if (warmup >= records) {
    return UsageError{
        "The value for --warmup-records must be strictly fewer than the number of records in the "
        "test, --num-records."};
  }
  if (const auto sizes = record_size(options); sizes && sizes->least == 0)
    return UsageError{"--record-size should be greater than zero."};
  if (!std::isfinite(*options.real("throughput")))
    return UsageError{"--throughput should be a number."};
  bool source = false;
  for (const std::string_view name : {"bootstrap-server", "command-property", "command-config"})
    source = source || options.has(name);
  if (!source) {
    return UsageError{
        "At least one of --bootstrap-server, --command-property, --producer-props, "
        "--producer.config or --command-config must be specified."};
  }
  if (options.has("transactional-id") && options.value_or("transactional-id", "").empty())
    return UsageError{"--transactional-id should not be empty."};
  if (options.int64("transaction-duration-ms").value_or(1) <= 0)
    return UsageError{"--transaction-duration-ms should be greater than zero."};
  if (options.int64("reporting-interval").value_or(1) <= 0)
    return UsageError{"--reporting-interval should be greater than zero."};
  return std::nullopt;
}

constexpr std::int64_t most_producers = 1000;
constexpr std::int32_t most_headers = 10'000;

/// What Kafka's tool does not have.
std::optional<UsageError> read_own(const Options& options, Settings& settings) {
  auto topics = name_list(settings.topic);
  if (!topics) return UsageError{"--topic: " + topics.error()};
  settings.topics = *std::move(topics);
  if (const auto text = options.value("partition")) {
    auto partitions = parse_partitions(*text);
    if (!partitions) return partitions.error();
    settings.partitions = *std::move(partitions);
  }
  const std::int64_t producers = options.int64("producers").value_or(1);
  if (producers < 1 || producers > most_producers)
    return UsageError{"--producers should be from 1 to " + std::to_string(most_producers) + "."};
  settings.producers = static_cast<std::size_t>(producers);

  if (settings.record_size && settings.record_size->least > settings.record_size->most)
    return UsageError{"--record-size should be a range from a smaller to a larger number."};
  settings.compressible = options.real("compressible");
  if (settings.compressible) {
    if (!(*settings.compressible >= 0 && *settings.compressible <= 1))
      return UsageError{"--compressible should be from 0 to 1."};
    if (!settings.record_size)
      return UsageError{"argument --compressible: only allowed with argument --record-size"};
  }
  const std::int32_t headers = options.int32("headers").value_or(0);
  const std::int32_t header_size = options.int32("header-size").value_or(10);
  if (headers < 0 || headers > most_headers)
    return UsageError{"--headers should be from 0 to " + std::to_string(most_headers) + "."};
  if (header_size < 0) return UsageError{"--header-size should not be negative."};
  if (options.has("header-size") && headers == 0)
    return UsageError{"argument --header-size: only allowed with argument --headers"};
  settings.headers = static_cast<std::size_t>(headers);
  settings.header_size = static_cast<std::size_t>(header_size);
  if (const auto bytes = options.int64("max-bytes")) {
    if (*bytes <= 0) return UsageError{"--max-bytes should be greater than zero."};
    settings.max_bytes = static_cast<std::uint64_t>(*bytes);
  }
  settings.print_percentiles = options.has("print-percentiles");
  settings.print_config = options.has("print-config");
  return std::nullopt;
}

constexpr std::int64_t usual_keys = 1000;

std::optional<UsageError> read_keys(const Options& options, Settings& settings) {
  constexpr std::array<std::string_view, 3> names{"none", "uniform", "zipf"};
  const bool counted = options.has("keys");
  const std::string name = options.value_or("key-distribution", counted ? "uniform" : "none");
  const auto* const found = std::ranges::find(names, name);
  if (found == names.end())
    return UsageError{"--key-distribution should be none, uniform or zipf, not " + name + "."};
  settings.key_distribution = static_cast<KeyDistribution>(found - names.begin());
  if (settings.key_distribution == KeyDistribution::none) {
    if (counted) return UsageError{"argument --keys: not allowed with --key-distribution none"};
    return std::nullopt;
  }
  const std::int64_t keys = options.int64("keys").value_or(usual_keys);
  if (keys <= 0) return UsageError{"--keys should be greater than zero."};
  settings.keys = static_cast<std::uint64_t>(keys);
  return std::nullopt;
}

}  // namespace

tl::expected<Settings, UsageError> read_settings(const Options& options) {
  if (auto error = check_presence(options)) return tl::unexpected(*std::move(error));
  const std::int64_t records = *options.int64("num-records");
  const std::int64_t warmup =
      std::max<std::int64_t>(options.int64("warmup-records").value_or(0), 0);
  if (auto error = check_ranges(options, records, warmup)) return tl::unexpected(*std::move(error));

  Settings settings;
  settings.topic = *options.value("topic");
  settings.records = static_cast<std::uint64_t>(records);
  settings.warmup = static_cast<std::uint64_t>(warmup);
  settings.throughput = *options.real("throughput");
  settings.record_size = record_size(options);
  settings.payload_file = options.value("payload-file");
  settings.monotonic = options.has("payload-monotonic");
  // The two characters \n, as a shell passes them on, mean a new line.
  if (const auto delimiter = options.value("payload-delimiter"); delimiter && *delimiter != "\\n")
    settings.delimiter = *delimiter;
  settings.interval = bounded_ms(options.int64("reporting-interval").value_or(5000));
  settings.print_metrics = options.has("print-metrics");
  settings.transactional =
      options.has("transactional-id") || options.has("transaction-duration-ms");
  settings.transactional_id = options.value("transactional-id");
  settings.transaction_duration =
      bounded_ms(options.int64("transaction-duration-ms").value_or(3000));
  if (auto error = read_own(options, settings)) return tl::unexpected(*std::move(error));
  if (auto error = read_keys(options, settings)) return tl::unexpected(*std::move(error));
  return settings;
}

}  // namespace kpp::tools::producer_perf_test
