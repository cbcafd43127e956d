#include "cmd/leader_election/elect.hpp"
#include "cmd/leader_election/render.hpp"
#include "cmd/preferred_replica_election/command.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"

namespace kpp::tools::preferred_replica_election {

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (options.has("zookeeper"))
    return context.usage(
        {"Leaders are elected through brokers since Kafka 3.0. Use --bootstrap-server in place of "
         "--zookeeper."});
  if (const auto missing = require(options, {"bootstrap-server"})) return context.usage(*missing);
  context.note(
      "This tool is deprecated. Please use kafka-leader-election tool. Tracking issue: KAFKA-8405");
  std::optional<std::vector<TopicPartition>> partitions;
  if (const auto path = options.value("path-to-json-file")) {
    auto read = leader_election::read_partitions(*path);
    if (!read) return context.fail(read.error());
    partitions = *std::move(read);
  }
  auto admin = admin_client(options, context, leader_election::set_timeouts);
  if (!admin) return context.fail(admin.error());
  const auto report = leader_election::elect(*admin, ElectionType::preferred, partitions);
  if (!report) return leader_election::tell_failure(context, report.error());
  context.out.write(context.format == OutputFormat::json
                        ? leader_election::render_json(*report)
                        : leader_election::render_old_text(*report));
  return leader_election::tell_failures(context, *report);
}

}  // namespace kpp::tools::preferred_replica_election
