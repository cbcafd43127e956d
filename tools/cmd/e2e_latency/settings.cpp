#include "cmd/e2e_latency/settings.hpp"

#include <array>
#include <string_view>

namespace kpp::tools::e2e_latency {
namespace {

constexpr std::array<std::string_view, 5> required{"bootstrap-server", "topic", "num-records",
                                                   "producer-acks", "record-size"};

std::optional<UsageError> check_presence(const Options& options) {
  bool any = false;
  for (const std::string_view name : required) any = any || options.has(name);
  if (!any && !options.operands().empty())
    return UsageError{
        "Invalid number of arguments. Expected 5 or 6 positional arguments, but got " +
        std::to_string(options.operands().size()) +
        ". Usage: bootstrap-server topic num-records producer-acks record-size [optional] "
        "command-config"};
  for (const std::string_view name : required)
    if (auto missing = require(options, {name})) return missing;
  return std::nullopt;
}

std::optional<UsageError> check_ranges(const Options& options) {
  const std::string acks = options.value_or("producer-acks", "");
  if (acks != "1" && acks != "all")
    return UsageError{
        "Invalid value for --producer-acks. Latency testing requires synchronous acknowledgement. "
        "Please use '1' or 'all'."};
  if (*options.int32("num-records") <= 0)
    return UsageError{"Value for --num-records must be a positive integer."};
  const auto negative = [&](std::string_view name) { return options.int32(name).value_or(0) < 0; };
  for (const std::string_view name : {"record-size", "record-key-size", "record-header-key-size"})
    if (negative(name))
      return UsageError{"Value for --" + std::string(name) + " must be a non-negative integer."};
  if (options.int32("record-header-size").value_or(0) < -1)
    return UsageError{
        "Value for --record-header-size must be a non-negative integer or -1 for null header "
        "value."};
  if (negative("num-headers"))
    return UsageError{"Value for --num-headers must be a non-negative integer."};
  if (const auto rate = options.real("throughput"); rate && !(*rate > 0))
    return UsageError{"Value for --throughput must be greater than zero."};
  return std::nullopt;
}

std::size_t size_of(const Options& options, std::string_view name) {
  return static_cast<std::size_t>(options.int32(name).value_or(0));
}

}  // namespace

tl::expected<Settings, UsageError> read_settings(const Options& options) {
  if (auto error = check_presence(options)) return tl::unexpected(*std::move(error));
  if (auto error = check_ranges(options)) return tl::unexpected(*std::move(error));

  Settings settings;
  settings.topic = *options.value("topic");
  settings.records = static_cast<std::uint64_t>(*options.int32("num-records"));
  settings.acks = *options.value("producer-acks");
  settings.shape.value_size = size_of(options, "record-size");
  settings.shape.key_size = size_of(options, "record-key-size");
  settings.shape.headers = size_of(options, "num-headers");
  settings.shape.header_key_size = size_of(options, "record-header-key-size");
  if (options.int32("record-header-size") == -1) {
    settings.shape.header_value_size.reset();
  } else {
    settings.shape.header_value_size = size_of(options, "record-header-size");
  }
  settings.throughput = options.real("throughput");
  settings.pass_over_others = options.has("ignore-other-records");
  settings.print_config = options.has("print-config");
  return settings;
}

}  // namespace kpp::tools::e2e_latency
