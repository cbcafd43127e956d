#include "cmd/consumer_perf_test/date_format.hpp"

#include <array>
#include <cstdlib>
#include <ctime>

namespace kpp::tools::consumer_perf_test {
namespace {

constexpr std::string_view letters = "GyYMLwWDdFEuaHkKhmsSzZX";

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Moment {
  std::tm local{};
  int millis = 0;
};

Moment moment_of(WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const std::time_t stamp = std::chrono::system_clock::to_time_t(seconds);
  Moment moment;
  localtime_r(&stamp, &moment.local);
  moment.millis = static_cast<int>((time - seconds).count());
  return moment;
}

std::string padded(int value, int width) {
  std::string text = std::to_string(value);
  if (static_cast<int>(text.size()) < width)
    text.insert(0, static_cast<std::size_t>(width) - text.size(), '0');
  return text;
}

std::string name(std::string_view full, int count) {
  return std::string(count >= 4 ? full : full.substr(0, 3));
}

std::string year(int value, int count) {
  return count == 2 ? padded(value % 100, 2) : padded(value, count);
}

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

// Weeks begin on Sunday, and the first week of a year is the one with January 1st: the last days of
// December may already belong to the next year's first.
struct Week {
  int year;
  int number;
};

Week week_of(const std::tm& day) {
  const int year = day.tm_year + 1900;
  const int days_left = (is_leap(year) ? 366 : 365) - 1 - day.tm_yday;
  if (days_left < 6 - day.tm_wday) return {year + 1, 1};
  const int first_weekday = ((day.tm_wday - day.tm_yday) % 7 + 7) % 7;
  return {year, (day.tm_yday + first_weekday) / 7 + 1};
}

int week_of_month(const std::tm& day) {
  const int first_weekday = ((day.tm_wday - (day.tm_mday - 1)) % 7 + 7) % 7;
  return (day.tm_mday - 1 + first_weekday) / 7 + 1;
}

/// "+hhmm", "+hh:mm" or, for `minutes` false, "+hh".
std::string offset(const std::tm& time, std::string_view separator, bool minutes) {
  const int total = static_cast<int>(std::abs(time.tm_gmtoff) / 60);
  std::string text(time.tm_gmtoff < 0 ? "-" : "+");
  text += padded(total / 60, 2);
  if (minutes) text += std::string(separator) + padded(total % 60, 2);
  return text;
}

std::string zone(const std::tm& time, char letter, int count) {
  if (letter == 'z') return time.tm_zone;
  if (letter == 'Z') return offset(time, "", true);
  if (time.tm_gmtoff == 0) return "Z";
  return offset(time, count == 3 ? ":" : "", count > 1);
}

std::string field(const Moment& moment, char letter, int count) {
  const std::tm& t = moment.local;
  switch (letter) {
    case 'G':
      return t.tm_year + 1900 > 0 ? "AD" : "BC";
    case 'y':
      return year(t.tm_year + 1900, count);
    case 'Y':
      return year(week_of(t).year, count);
    case 'M':
    case 'L':
      return count >= 3 ? name(months[static_cast<std::size_t>(t.tm_mon)], count)
                        : padded(t.tm_mon + 1, count);
    case 'w':
      return padded(week_of(t).number, count);
    case 'W':
      return padded(week_of_month(t), count);
    case 'D':
      return padded(t.tm_yday + 1, count);
    case 'd':
      return padded(t.tm_mday, count);
    case 'F':
      return padded((t.tm_mday - 1) / 7 + 1, count);
    case 'E':
      return name(days[static_cast<std::size_t>(t.tm_wday)], count);
    case 'u':
      return padded(t.tm_wday == 0 ? 7 : t.tm_wday, count);
    case 'a':
      return t.tm_hour < 12 ? "AM" : "PM";
    case 'H':
      return padded(t.tm_hour, count);
    case 'k':
      return padded(t.tm_hour == 0 ? 24 : t.tm_hour, count);
    case 'K':
      return padded(t.tm_hour % 12, count);
    case 'h':
      return padded(t.tm_hour % 12 == 0 ? 12 : t.tm_hour % 12, count);
    case 'm':
      return padded(t.tm_min, count);
    case 's':
      return padded(t.tm_sec, count);
    case 'S':
      return padded(moment.millis, count);
    default:
      return zone(t, letter, count);
  }
}

tl::unexpected<std::string> refuse(std::string sentence) {
  return tl::unexpected(std::move(sentence));
}

}  // namespace

tl::expected<DateFormat, std::string> DateFormat::parse(std::string_view pattern) {
  DateFormat format;
  const auto literal = [&](char c) {
    if (format.items_.empty() || format.items_.back().letter != 0) format.items_.push_back({});
    format.items_.back().literal += c;
  };
  bool quoted = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '\'') {
      const bool doubled = at + 1 < pattern.size() && pattern[at + 1] == '\'';
      if (doubled) {
        literal(c);
        ++at;
      } else {
        quoted = !quoted;
      }
    } else if (quoted || !is_letter(c)) {
      literal(c);
    } else if (letters.find(c) == std::string_view::npos) {
      return refuse(std::string("Illegal pattern character '") + c + '\'');
    } else {
      const std::size_t end = std::min(pattern.find_first_not_of(c, at), pattern.size());
      const int count = static_cast<int>(end - at);
      if (c == 'X' && count > 3)
        return refuse("invalid ISO 8601 format: length=" + std::to_string(count));
      if (c == 'z' && count > 3)
        return refuse(
            "The date format's zzzz, a time zone's full name, cannot be printed here; use z");
      format.items_.push_back({c, count, {}});
      at = end - 1;
    }
  }
  if (quoted) return refuse("Unterminated quote");
  return format;
}

std::string DateFormat::format(WallTime time) const {
  const Moment moment = moment_of(time);
  std::string text;
  for (const Item& item : items_)
    text += item.letter == 0 ? item.literal : field(moment, item.letter, item.count);
  return text;
}

}  // namespace kpp::tools::consumer_perf_test
