#include "perf/java_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace kpp::tools {
namespace {

/// Adds one to the last of a row of decimal digits.
void round_up(std::string& digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return;
    }
    digits[i] = '0';
  }
  digits.insert(digits.begin(), '1');
}

}  // namespace

std::string java_fixed(double value, int digits) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";

  // The shortest form that reads back as the same number: d.ddde+xx, at most 17 digits.
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                     std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const std::size_t e = text.find('e');
  int exponent = 0;
  const std::string_view power = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  std::string all(1, text.front());
  if (e > 2) all += text.substr(2, e - 2);

  // `all` has its point behind the first digit, moved by `exponent`: keep what stands before it and
  // `digits` places behind it.
  const int keep = 1 + exponent + digits;
  if (keep < 0) {
    all.clear();
  } else if (static_cast<std::size_t>(keep) < all.size()) {
    const bool up = all[static_cast<std::size_t>(keep)] >= '5';
    all.resize(static_cast<std::size_t>(keep));
    if (up) round_up(all);
  } else {
    all.append(static_cast<std::size_t>(keep) - all.size(), '0');
  }
  const auto places = static_cast<std::size_t>(digits);
  if (all.size() <= places) all.insert(0, places + 1 - all.size(), '0');
  if (places > 0) all.insert(all.size() - places, 1, '.');
  if (std::signbit(value)) all.insert(all.begin(), '-');
  return all;
}

}  // namespace kpp::tools
