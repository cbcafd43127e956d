#include "cmd/leader_election/arguments.hpp"
#include "cmd/leader_election/command.hpp"
#include "cmd/leader_election/elect.hpp"
#include "cmd/leader_election/render.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"
#include "common/print.hpp"

namespace kpp::tools::leader_election {
namespace {

/// No list: all partitions.
Result<std::optional<std::vector<TopicPartition>>> wanted_partitions(const Options& options) {
  if (options.has("all-topic-partitions")) return std::nullopt;
  if (const auto path = options.value("path-to-json-file")) return read_partitions(*path);
  return std::vector{
      TopicPartition{options.value_or("topic", ""), options.int32("partition").value_or(0)}};
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto error = check(options)) return context.usage(*error);
  const auto partitions = wanted_partitions(options);
  if (!partitions) return context.fail(partitions.error());
  auto admin = admin_client(options, context, set_timeouts);
  if (!admin) return context.fail(admin.error());

  const auto type = parse_election_type(options.value_or("election-type", ""));
  const auto report = elect(*admin, type.value_or(ElectionType::preferred), *partitions);
  if (!report) return tell_failure(context, report.error());
  print(context, *report);
  return tell_failures(context, *report);
}

}  // namespace kpp::tools::leader_election
