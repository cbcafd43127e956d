#include "cmd/console_consumer/own_group.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace kpp::tools::console_consumer {
namespace {

std::optional<Position> first_position(const Config& config) {
  const std::string reset = config.get_or("auto.offset.reset", "latest");
  if (reset == "earliest") return Position::earliest();
  if (reset == "latest") return Position::latest();
  return std::nullopt;
}

}  // namespace

RebalanceHandler start_without_commits(const Config& config) {
  const auto first = first_position(config);
  const auto left_at = std::make_shared<std::map<TopicPartition, std::int64_t>>();
  RebalanceHandler handler;
  handler.on_assigned = [first, left_at](RebalanceContext& context) {
    for (const TopicPartition& partition : context.partitions()) {
      const auto known = left_at->find(partition);
      const auto start = known != left_at->end() ? Position::offset(known->second) : first;
      // One that cannot be placed begins as the client itself sees fit.
      if (start) (void)context.seek(partition, *start);
    }
  };
  handler.on_revoked = [left_at](RebalanceContext& context) {
    for (const TopicPartition& partition : context.partitions())
      if (const auto at = context.position(partition)) left_at->insert_or_assign(partition, *at);
  };
  return handler;
}

}  // namespace kpp::tools::console_consumer
