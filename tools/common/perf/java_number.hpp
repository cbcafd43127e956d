#pragma once

#include <string>

namespace kpp::tools {

/// `String.format("%.<digits>f", value)` as Java prints it: the shortest decimal form of the number
/// is rounded half up, so 0.15 with one digit is 0.2, where C's printf, which rounds the binary
/// value, says 0.1. NaN is "NaN", infinite is "Infinity".
[[nodiscard]] std::string java_fixed(double value, int digits);

}  // namespace kpp::tools
