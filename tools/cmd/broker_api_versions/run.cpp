#include <utility>

#include "cmd/broker_api_versions/command.hpp"
#include "cmd/broker_api_versions/render.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"
#include "common/print.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::broker_api_versions {
namespace {

/// Of Kafka's Node.
std::uint32_t java_hash_of(const Node& node) {
  std::uint32_t hash = 31U + java_string_hash(node.host);
  hash = 31U * hash + static_cast<std::uint32_t>(node.id);
  hash = 31U * hash + static_cast<std::uint32_t>(node.port);
  hash = 31U * hash + (node.rack ? java_string_hash(*node.rack) : 0U);
  hash = 31U * hash + (node.fenced ? 1231U : 1237U);
  return hash ^ (hash >> 16U);
}

Result<Report> ask(Admin& admin) {
  auto cluster = admin.describe_cluster();
  if (!cluster) return tl::unexpected(cluster.error());
  const std::size_t buckets = java_buckets(java_default_buckets, cluster->nodes.size());
  std::ranges::stable_sort(cluster->nodes, {},
                           [&](const Node& node) { return java_hash_of(node) & (buckets - 1); });
  std::vector<std::int32_t> ids;
  for (const Node& node : cluster->nodes) ids.push_back(node.id);
  auto versions = admin.api_versions(ids);
  if (!versions) return tl::unexpected(versions.error());
  Report report;
  auto node = cluster->nodes.begin();
  for (auto& [id, ranges] : *versions) report.brokers.push_back({*node++, std::move(ranges)});
  return report;
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto missing = require(options, {"bootstrap-server"})) return context.usage(*missing);
  auto admin = admin_client(options, context);
  if (!admin) return context.fail(admin.error());
  const auto report = ask(*admin);
  if (!report) return context.fail(report.error());
  print(context, *report);
  std::vector<Error> failures;
  for (const auto& [broker, versions] : report->brokers)
    if (!versions) failures.push_back(versions.error());
  return failures.empty() ? exit_success : context.fail(std::span<const Error>(failures));
}

}  // namespace kpp::tools::broker_api_versions
