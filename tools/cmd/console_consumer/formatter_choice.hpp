#pragma once

#include <memory>

#include "common/command.hpp"
#include "record_io/record_formatter.hpp"

namespace kpp::tools::console_consumer {

/// The formatter that the command line asks for. The error is the exit status; what is wrong has
/// been said.
[[nodiscard]] tl::expected<std::unique_ptr<RecordFormatter>, int> choose_formatter(
    const Options& options, const Context& context);

}  // namespace kpp::tools::console_consumer
