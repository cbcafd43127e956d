#include "cmd/topics/failure.hpp"

#include <string>

namespace kpp::tools::topics {

int fail(const Context& context, const Error& error) {
  if (context.format == OutputFormat::json) return context.fail(error);
  return context.fail("Error while executing topic command : " + error.message());
}

int fail(const Context& context, const std::vector<Error>& errors) {
  if (context.format == OutputFormat::json) return context.fail(std::span(errors));
  for (const Error& error : errors) fail(context, error);
  return exit_failure;
}

Error missing_topic(std::string_view topic) {
  return Error(ErrorCode::unknown_topic_or_partition,
               "Topic '" + std::string(topic) + "' does not exist as expected");
}

}  // namespace kpp::tools::topics
