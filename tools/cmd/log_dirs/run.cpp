#include <algorithm>
#include <set>

#include "cmd/log_dirs/arguments.hpp"
#include "cmd/log_dirs/command.hpp"
#include "cmd/log_dirs/render.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"
#include "common/print.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::log_dirs {
namespace {

/// Those that were given, or all.
Result<std::vector<std::int32_t>> wanted_brokers(Admin& admin,
                                                 const std::vector<std::int32_t>& given) {
  const auto cluster = admin.describe_cluster();
  if (!cluster) return tl::unexpected(cluster.error());
  std::vector<std::int32_t> live;
  live.reserve(cluster->nodes.size());
  for (const Node& node : cluster->nodes) live.push_back(node.id);
  if (given.empty()) return live;
  std::vector<std::int32_t> missing;
  for (const std::int32_t id : given)
    if (std::ranges::find(live, id) == live.end()) missing.push_back(id);
  if (!missing.empty())
    return kpp::fail(
        ErrorCode::broker_not_available,
        "ERROR: The given brokers do not exist from --broker-list: " + java_set_text(missing) +
            ". Current existent brokers: " + java_set_text(live));
  return given;
}

Result<Report> describe(Admin& admin, const std::vector<std::int32_t>& given,
                        const std::vector<std::string>& topics) {
  const auto brokers = wanted_brokers(admin, given);
  if (!brokers) return tl::unexpected(brokers.error());
  auto described = admin.describe_log_dirs(*brokers);
  if (!described) return tl::unexpected(described.error());
  const std::set<std::string> wanted(topics.begin(), topics.end());
  Report report;
  for (auto& [broker, dirs] : *described) {
    if (!dirs) {
      report.failed.emplace_back(broker, dirs.error());
      continue;
    }
    // Kafka's tool puts all into a map and then takes what is wanted out of it, and that order shows.
    for (LogDirDescription& dir : *dirs)
      order_as_java_hash_map(dir.replicas, java_buckets(java_default_buckets, dir.replicas.size()),
                             &ReplicaLog::partition);
    if (!wanted.empty())
      for (LogDirDescription& dir : *dirs)
        std::erase_if(dir.replicas,
                      [&](const ReplicaLog& log) { return !wanted.contains(log.partition.topic); });
    report.brokers.emplace_back(broker, *std::move(dirs));
  }
  return report;
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto missing = require(options, {"bootstrap-server", "describe"}))
    return context.usage(*missing);
  const auto given = broker_list(options);
  if (!given) return context.usage(given.error());
  auto admin = admin_client(options, context, called("log-dirs-tool"));
  if (!admin) return context.fail(admin.error());

  const auto report = describe(*admin, *given, split_list(options.value_or("topic-list", "")));
  if (!report) return context.fail(report.error());
  print(context, *report);
  std::vector<Error> failures;
  for (const auto& [broker, error] : report->failed)
    failures.emplace_back(error.code(),
                          "Broker " + std::to_string(broker) + ": " + error.message());
  return failures.empty() ? exit_success : context.fail(std::span<const Error>(failures));
}

}  // namespace kpp::tools::log_dirs
