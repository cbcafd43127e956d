#include "cmd/producer_perf_test/settings.hpp"

#include <array>
#include <cmath>
#include <string_view>

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

std::optional<UsageError> check_ranges(const Options& options, std::int64_t records,
                                       std::int64_t warmup) {
  if (records <= 0) return UsageError{"--num-records should be greater than zero."};
  if (warmup >= records) {
    return UsageError{
        "The value for --warmup-records must be strictly fewer than the number of records in the "
        "test, --num-records."};
  }
  if (options.int32("record-size").value_or(1) <= 0)
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
  if (options.int64("transaction-duration-ms").value_or(1) <= 0)
    return UsageError{"--transaction-duration-ms should be greater than zero."};
  if (options.int64("reporting-interval").value_or(1) <= 0)
    return UsageError{"--reporting-interval should be greater than zero."};
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
  if (const auto size = options.int32("record-size"))
    settings.record_size = static_cast<std::size_t>(*size);
  settings.payload_file = options.value("payload-file");
  settings.monotonic = options.has("payload-monotonic");
  // The two characters \n, as a shell passes them on, mean a new line.
  if (const auto delimiter = options.value("payload-delimiter"); delimiter && *delimiter != "\\n")
    settings.delimiter = *delimiter;
  settings.interval = std::chrono::milliseconds(options.int64("reporting-interval").value_or(5000));
  settings.print_metrics = options.has("print-metrics");
  settings.transactional =
      options.has("transactional-id") || options.has("transaction-duration-ms");
  settings.transactional_id = options.value("transactional-id");
  settings.transaction_duration =
      std::chrono::milliseconds(options.int64("transaction-duration-ms").value_or(3000));
  return settings;
}

}  // namespace kpp::tools::producer_perf_test
