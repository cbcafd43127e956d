#pragma once

#include <string_view>
#include <vector>

#include "common/command.hpp"
#include "kpp/error.hpp"

namespace kpp::tools::topics {

/// Kafka's line for any failure after the arguments, "Error while executing topic command : ...", on
/// stderr; with --output json the error as an object. Answers `exit_failure`.
int fail(const Context& context, const Error& error);

/// The same for the items of one call that failed, at least one: a line each, or one object.
int fail(const Context& context, const std::vector<Error>& errors);

/// The error for topics that are not there.
[[nodiscard]] Error missing_topic(std::string_view topic);

}  // namespace kpp::tools::topics
