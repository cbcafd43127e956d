#include "cmd/topics/actions.hpp"
#include "cmd/topics/arguments.hpp"
#include "common/await_topics.hpp"

namespace kpp::tools::topics {

Outcome<CreateReport> create(Admin& admin, const Options& options, const NewTopic& topic) {
  Outcome<CreateReport> outcome{{.topic = topic.name, .created = {}, .warnings = {}}, {}};
  CreateReport& report = outcome.report;
  if (may_collide(topic.name))
    report.warnings.emplace_back(
        "Due to limitations in metric names, topics with a period ('.') or underscore ('_') could "
        "collide. To avoid issues it is best to use either, but not both.");
  const auto results = admin.create_topics({&topic, 1});
  if (!results) {
    outcome.failures.push_back(results.error());
    return outcome;
  }
  for (const auto& [name, created] : *results) {
    if (created) {
      report.created = *created;
    } else if (created.error().code() != ErrorCode::topic_already_exists ||
               !options.has("if-not-exists")) {
      outcome.failures.push_back(created.error());
    }
  }
  if (report.created) await_partitions(admin, {&report.topic, 1}, 1);
  return outcome;
}

}  // namespace kpp::tools::topics
