#pragma once

#include <string>

namespace kpp::tools {

/// Appends a number as Java's Double.toString and Float.toString write it: the shortest digits that
/// read back as the same number, "1.0E10" from 10^7 up and below 10^-3.
void append_java_number(std::string& out, double number);
void append_java_number(std::string& out, float number);

}  // namespace kpp::tools
