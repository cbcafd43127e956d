#include "cmd/topics/actions.hpp"
#include "common/await_topics.hpp"

namespace kpp::tools::topics {

Result<Outcome<DeleteReport>> remove(Admin& admin, const Options& options) {
  const auto topics = required_topics(admin, options);
  if (!topics) return tl::unexpected(topics.error());

  Outcome<DeleteReport> outcome;
  if (topics->empty()) return outcome;
  const auto results = admin.delete_topics(*topics);
  if (!results) return tl::unexpected(results.error());
  for (const auto& [topic, done] : *results) {
    if (done) {
      outcome.report.topics.push_back(topic);
    } else {
      outcome.failures.push_back(done.error());
    }
  }
  await_absence(admin, outcome.report.topics);
  return outcome;
}

}  // namespace kpp::tools::topics
