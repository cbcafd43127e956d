#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "kpp/error.hpp"
#include "sandbox/state.hpp"

namespace kpp::tools::sandbox {

/// True if every broker answers, they know of each other and of a controller.
[[nodiscard]] bool answers(const State& state, std::chrono::milliseconds timeout);

/// Waits until topics can be made on all brokers. `why_hopeless` is asked in between; its answer, if
/// there is one, is the error.
[[nodiscard]] Result<void> wait_until_ready(
    const State& state, std::chrono::seconds timeout,
    const std::function<std::optional<std::string>()>& why_hopeless, const std::stop_token& stop);

}  // namespace kpp::tools::sandbox
