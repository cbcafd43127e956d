#include "formats/rfc3339.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace kpp::tools {
namespace {

// 0000-01-01 and 10000-01-01.
constexpr Timestamp first = -62'167'219'200'000;
constexpr Timestamp behind_last = 253'402'300'800'000;

template <class Number>
void append_digits(std::string& out, Number number, int count) {
  const std::size_t begin = out.size();
  out.resize(begin + static_cast<std::size_t>(count));
  for (std::size_t at = out.size(); at > begin; --at) {
    out[at - 1] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

}  // namespace

bool append_rfc3339(std::string& out, Timestamp time) {
  if (time < first || time >= behind_last) return false;
  namespace chrono = std::chrono;
  const chrono::sys_time<chrono::milliseconds> moment{chrono::milliseconds(time)};
  const auto day = chrono::floor<chrono::days>(moment);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss clock(moment - day);
  append_digits(out, static_cast<int>(date.year()), 4);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.day()), 2);
  out += 'T';
  append_digits(out, clock.hours().count(), 2);
  out += ':';
  append_digits(out, clock.minutes().count(), 2);
  out += ':';
  append_digits(out, clock.seconds().count(), 2);
  out += '.';
  append_digits(out, clock.subseconds().count(), 3);
  out += 'Z';
  return true;
}

}  // namespace kpp::tools
