#include "cmd/topics/actions.hpp"

namespace kpp::tools::topics {

Result<ListReport> list(Admin& admin, const Options& options) {
  const auto filter = topic_filter(options);
  if (!filter) return tl::unexpected(filter.error());
  auto topics = matching_topics(admin, *filter, options.has("exclude-internal"));
  if (!topics) return tl::unexpected(topics.error());
  return ListReport{std::move(*topics)};
}

}  // namespace kpp::tools::topics
