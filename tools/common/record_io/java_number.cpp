#include "record_io/java_number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace kpp::tools {
namespace {

template <class Number>
void append_number(std::string& out, Number number) {
  if (std::isnan(number)) {
    out += "NaN";
    return;
  }
  if (std::signbit(number)) {
    out += '-';
    number = -number;
  }
  if (std::isinf(number)) {
    out += "Infinity";
    return;
  }
  if (number == 0) {
    out += "0.0";
    return;
  }
  std::array<char, 40> text{};
  const auto done =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific);
  const std::string_view shortest(text.data(), static_cast<std::size_t>(done.ptr - text.data()));
  // "d.ddde+XX" taken apart: digits without the point, and the power of ten of the first digit.
  const std::size_t mark = shortest.find('e');
  std::string digits(1, shortest.front());
  if (mark > 2) digits += shortest.substr(2, mark - 2);
  int power = 0;
  std::string_view exponent = shortest.substr(mark + 1);
  const bool negative = exponent.front() == '-';
  exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
  if (negative) power = -power;

  if (power >= 7 || power < -3) {
    out += digits.front();
    out += '.';
    out += digits.size() > 1 ? digits.substr(1) : "0";
    out += 'E';
    out += std::to_string(power);
  } else if (power < 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-power - 1), '0');
    out += digits;
  } else {
    const auto whole = static_cast<std::size_t>(power) + 1;
    if (digits.size() <= whole) digits.append(whole + 1 - digits.size(), '0');
    out.append(digits, 0, whole);
    out += '.';
    out.append(digits, whole);
  }
}

}  // namespace

void append_java_number(std::string& out, double number) {
  append_number(out, number);
}
void append_java_number(std::string& out, float number) {
  append_number(out, number);
}

}  // namespace kpp::tools
