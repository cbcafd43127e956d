#pragma once

#include <memory>

#include "common/command.hpp"
#include "record_io/record_parser.hpp"

namespace kpp::tools::console_producer {

/// How lines are read, by --input, --line-reader and their options. The error is the exit status; what is wrong has been
/// said.
[[nodiscard]] tl::expected<std::unique_ptr<RecordParser>, int> choose_parser(
    const Options& options, const Context& context);

}  // namespace kpp::tools::console_producer
