#include "cmd/topics/actions.hpp"
#include "cmd/topics/failure.hpp"

namespace kpp::tools::topics {

Result<std::optional<TopicFilter>> topic_filter(const Options& options) {
  const auto text = options.value("topic");
  if (!text) return std::optional<TopicFilter>{};
  auto filter = TopicFilter::parse(*text);
  if (!filter) return kpp::fail(ErrorCode::invalid_argument, filter.error());
  return std::optional(std::move(*filter));
}

Result<std::vector<TopicListing>> matching_topics(Admin& admin,
                                                  const std::optional<TopicFilter>& filter,
                                                  bool exclude_internal) {
  auto topics = admin.list_topics();
  if (!topics) return topics;
  std::erase_if(*topics, [&](const TopicListing& topic) {
    if (exclude_internal && (topic.internal || is_internal_topic(topic.name))) return true;
    return filter && !filter->matches(topic.name);
  });
  return topics;
}

Result<std::vector<std::string>> required_topics(Admin& admin, const Options& options) {
  const auto filter = topic_filter(options);
  if (!filter) return tl::unexpected(filter.error());
  const auto topics = matching_topics(admin, *filter, options.has("exclude-internal"));
  if (!topics) return tl::unexpected(topics.error());
  if (topics->empty() && !options.has("if-exists"))
    return kpp::fail(missing_topic(options.value_or("topic", "")));
  std::vector<std::string> names;
  for (const TopicListing& topic : *topics) names.push_back(topic.name);
  return names;
}

}  // namespace kpp::tools::topics
