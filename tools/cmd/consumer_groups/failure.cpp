#include "cmd/consumer_groups/failure.hpp"

namespace kpp::tools::consumer_groups {

std::string with_class(const Error& error) {
  constexpr auto first_of_this_side = ErrorCode::closed;
  if (error.code() <= first_of_this_side) return error.message();
  return java_exception(error.code()) + ": " + error.message();
}

int fail_command(const Context& context, const Error& error, Shown shown) {
  if (context.format == OutputFormat::json) return context.fail(error);
  return context.fail("Error: Executing consumer group command failed due to " +
                      (shown == Shown::message ? error.message() : with_class(error)));
}

int fail_with(const Context& context, const Error& error) {
  if (context.format == OutputFormat::json) return context.fail(error);
  return context.fail("Error: " + error.message());
}

}  // namespace kpp::tools::consumer_groups
