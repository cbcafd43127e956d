#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace kpp::tools {

/// What --topic means to the tools that take more than one topic: a Java regular expression which must match the whole
/// name. Commas separate alternatives, blanks do not count, and quotes around it are taken off.
///
///     auto filter = TopicFilter::parse("sensor-.*,audit");
///     if (!filter) return context.fail(filter.error());
///     filter->matches("sensor-stream");   // true
class TopicFilter {
 public:
  /// The error is a sentence: "( is an invalid regex.", or what Java's syntax has and this does not.
  [[nodiscard]] static tl::expected<TopicFilter, std::string> parse(std::string_view text);

  [[nodiscard]] bool matches(std::string_view topic) const;

  /// The names themselves where the text has nothing of a regex; null otherwise. Then nobody needs to list all topics.
  [[nodiscard]] const std::vector<std::string>* names() const {
    return pattern_ == nullptr ? &names_ : nullptr;
  }

 private:
  class Pattern;
  TopicFilter() = default;

  std::vector<std::string> names_;
  std::shared_ptr<const Pattern> pattern_;  // null: plain names
};

/// The topics in which Kafka keeps its own state.
[[nodiscard]] bool is_internal_topic(std::string_view topic) noexcept;

}  // namespace kpp::tools
