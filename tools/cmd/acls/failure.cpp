#include "cmd/acls/failure.hpp"

#include <string>

namespace kpp::tools::acls {

int fail(const Context& context, const Error& error) {
  if (context.format == OutputFormat::json) return context.fail(error);
  return context.fail("Error while executing ACL command: " + error.message());
}

int fail(const Context& context, const std::vector<Error>& errors) {
  if (context.format == OutputFormat::json) return context.fail(std::span(errors));
  for (const Error& error : errors) fail(context, error);
  return exit_failure;
}

}  // namespace kpp::tools::acls
