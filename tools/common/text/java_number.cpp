#include "text/java_number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace kpp::tools {
namespace {

struct Decimal {
  std::string digits;  // without the point, which stands behind the first
  int power;           // of ten
};

/// "d.ddde+XX" taken apart.
Decimal taken_apart(std::string_view scientific) {
  const std::size_t mark = scientific.find('e');
  Decimal decimal{std::string(1, scientific.front()), 0};
  if (mark > 2) decimal.digits += scientific.substr(2, mark - 2);
  std::string_view exponent = scientific.substr(mark + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.power);
  return decimal;
}

/// As Java since 19: the fewest digits that read back as the number, but never fewer than two are
/// considered, and of those the nearest is taken.
template <class Number>
Decimal shortest(Number number) {
  std::array<char, 40> text{};
  char* const begin = text.data();
  char* const end = begin + text.size();
  const auto view = [&](const char* stop) {
    return std::string_view(begin, static_cast<std::size_t>(stop - begin));
  };
  Decimal decimal =
      taken_apart(view(std::to_chars(begin, end, number, std::chars_format::scientific).ptr));
  if (decimal.digits.size() > 1) return decimal;
  const auto two = view(std::to_chars(begin, end, number, std::chars_format::scientific, 1).ptr);
  Number read{};
  std::from_chars(two.data(), two.data() + two.size(), read);
  if (read == number) decimal = taken_apart(two);
  if (decimal.digits.ends_with('0')) decimal.digits.pop_back();
  return decimal;
}

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
  auto [digits, power] = shortest(number);
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
