#include "cmd/configs/failure.hpp"

#include <string>

namespace kpp::tools::configs {

int fail(const Context& context, const Error& error) {
  // What the user wrote, and not what a broker says of it.
  if (context.format == OutputFormat::json || error.code() == ErrorCode::invalid_argument)
    return context.fail(error);
  return context.fail("Error while executing config command: " + error.message());
}

int fail(const Context& context, const std::vector<Error>& errors) {
  if (context.format == OutputFormat::json) return context.fail(std::span(errors));
  for (const Error& error : errors) fail(context, error);
  return exit_failure;
}

}  // namespace kpp::tools::configs
