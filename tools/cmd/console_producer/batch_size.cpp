#include "cmd/console_producer/batch_size.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "kpp/admin.hpp"

namespace kpp::tools::console_producer {
namespace {

constexpr std::int64_t cautious = 65536;
constexpr std::int64_t largest = 1000000;
// What the client counts to a batch and what the broker does may differ by its head.
constexpr std::int64_t head = 512;
// A broker that does not answer is for the producer to complain about.
constexpr std::chrono::milliseconds patience{1000};

/// max.message.bytes, if it may be known.
std::optional<std::int64_t> limit_of(const Config& config, const std::string& topic) {
  auto admin = Admin::create(config, {.bootstrap_timeout = patience});
  if (!admin) return std::nullopt;
  const ConfigResource resource{ConfigResourceType::topic, topic};
  DescribeConfigsOptions options;
  options.timeout = patience;
  const auto described = admin->describe_configs({&resource, 1}, options);
  const auto* entries = described ? described->find(resource) : nullptr;
  if (entries == nullptr || !*entries) return std::nullopt;
  const auto entry = std::ranges::find((*entries)->begin(), (*entries)->end(), "max.message.bytes",
                                       &ConfigEntry::name);
  if (entry == (*entries)->end() || !entry->value) return std::nullopt;
  std::int64_t limit = 0;
  const std::string& text = *entry->value;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), limit);
  return read.ec == std::errc{} && limit > head ? std::optional(limit) : std::nullopt;
}

}  // namespace

void choose_batch_size(Plan& plan) {
  if (plan.config.has("batch.size")) return;
  std::int64_t size = cautious;
  if (!plan.topic.empty())
    if (const auto limit = limit_of(plan.config, plan.topic))
      size = std::min(largest, *limit - head);
  plan.config.set_unchecked("batch.size", std::to_string(size));
}

}  // namespace kpp::tools::console_producer
