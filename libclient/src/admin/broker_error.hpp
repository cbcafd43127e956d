#pragma once
/// \file
/// Errors as brokers put them into answers.

#include <cstdint>
#include <optional>
#include <string>

#include "kpp/error.hpp"

namespace kpp::admin {

[[nodiscard]] inline Error broker_error(std::int16_t code) {
  return Error(static_cast<ErrorCode>(code));
}

/// The broker's own words where it sent some, else those of the code.
[[nodiscard]] inline Error broker_error(std::int16_t code,
                                        const std::optional<std::string>& message) {
  if (!message) return broker_error(code);
  return Error(static_cast<ErrorCode>(code), *message);
}

/// An answer that is silent about something it was asked.
[[nodiscard]] inline Error missing_result(const std::string& what) {
  return Error(ErrorCode::malformed_response,
               "The broker's answer did not contain a result for " + what);
}

}  // namespace kpp::admin
