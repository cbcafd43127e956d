#pragma once

#include <vector>

#include "common/command.hpp"
#include "kpp/error.hpp"

namespace kpp::tools::acls {

/// "Error while executing ACL command: ..." on stderr; with --output json the error as an object. Answers
/// `exit_failure`.
int fail(const Context& context, const Error& error);
/// The same for each of them, at least one.
int fail(const Context& context, const std::vector<Error>& errors);

}  // namespace kpp::tools::acls
