#include "formats/moment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

namespace kpp::tools {
namespace {

using std::chrono::milliseconds;
using Time = std::chrono::sys_time<milliseconds>;
using Kind = Moment::Kind;

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  if (!is_digits(text)) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

struct Unit {
  std::string_view letter;
  std::string_view name;
  std::string_view names;
  std::int64_t length;
};
// The longest first.
constexpr std::array units{
    Unit{"w", "week", "weeks", 604'800'000}, Unit{"d", "day", "days", 86'400'000},
    Unit{"h", "hour", "hours", 3'600'000},   Unit{"m", "minute", "minutes", 60'000},
    Unit{"m", "min", "mins", 60'000},        Unit{"s", "second", "seconds", 1000},
    Unit{"s", "sec", "secs", 1000},          Unit{"ms", "millisecond", "milliseconds", 1},
};

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

/// "15m", "1h30m", "2 hours".
std::optional<milliseconds> span_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  milliseconds span{};
  std::int64_t shortest = std::numeric_limits<std::int64_t>::max();
  while (!text.empty()) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto count = number<std::int32_t>(text.substr(0, digits));
    text.remove_prefix(digits);
    skip_blanks(text);
    const std::string_view word =
        text.substr(0, std::min(text.find_first_of(" 0123456789"), text.size()));
    const auto* const unit = std::ranges::find_if(units, [word](const Unit& each) {
      return word == each.letter || word == each.name || word == each.names;
    });
    // Each unit but once, so that the sum stays a number.
    if (!count || unit == units.end() || unit->length >= shortest) return std::nullopt;
    shortest = unit->length;
    span += milliseconds(*count * unit->length);
    text.remove_prefix(word.size());
    skip_blanks(text);
  }
  return span;
}

/// Takes two digits and what stands before them off the front.
std::optional<unsigned> take_two(std::string_view& text, std::string_view before) {
  if (text.size() < 3 || before.find(text[0]) == std::string_view::npos) return std::nullopt;
  const auto value = number<unsigned>(text.substr(1, 2));
  if (value) text.remove_prefix(3);
  return value;
}

/// ".123": at least one digit; those after the third are too fine for Kafka.
std::optional<milliseconds> take_fraction(std::string_view& text) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789", 1), text.size()) - 1;
  if (size == 0) return std::nullopt;
  std::string digits(text.substr(1, std::min<std::size_t>(size, 3)));
  digits.resize(3, '0');
  text.remove_prefix(size + 1);
  return milliseconds(*number<int>(digits));
}

std::optional<std::chrono::minutes> take_zone(std::string_view& text) {
  using std::chrono::minutes;
  if (text.empty()) return minutes(0);
  if (text == "Z" || text == "z") {
    text = {};
    return minutes(0);
  }
  const bool west = text.front() == '-';
  const auto hours = take_two(text, "+-");
  const auto rest = take_two(text, ":");
  if (!hours || !rest || *hours > 23 || *rest > 59) return std::nullopt;
  const minutes east(static_cast<int>(*hours * 60 + *rest));
  return west ? -east : east;
}

std::optional<Time> date_time(std::string_view text) {
  namespace chrono = std::chrono;
  const auto year = number<int>(text.substr(0, std::min<std::size_t>(4, text.size())));
  if (!year || text.size() < 10) return std::nullopt;
  text.remove_prefix(4);
  const auto month = take_two(text, "-");
  const auto day = month ? take_two(text, "-") : std::nullopt;
  if (!day) return std::nullopt;
  const chrono::year_month_day date{chrono::year(*year), chrono::month(*month), chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  Time time = chrono::sys_days(date);
  if (text.empty()) return time;

  const auto hour = take_two(text, "T t");
  const auto minute = hour ? take_two(text, ":") : std::nullopt;
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  time += chrono::hours(*hour) + chrono::minutes(*minute);
  if (text.starts_with(':')) {
    const auto second = take_two(text, ":");
    if (!second || *second > 59) return std::nullopt;
    time += chrono::seconds(*second);
    if (text.starts_with('.')) {
      const auto fraction = take_fraction(text);
      if (!fraction) return std::nullopt;
      time += *fraction;
    }
  }
  const auto east = take_zone(text);
  if (!east || !text.empty()) return std::nullopt;
  return time - *east;
}

std::optional<Moment> from_digits(std::string_view text) {
  const auto value = number<std::int64_t>(text);
  if (!value) return std::nullopt;
  if (text.size() <= 9) return Moment{Kind::offset, *value};
  if (text.size() == 10) return Moment{Kind::time, *value * 1000};
  if (text.size() == 13) return Moment{Kind::time, *value};
  return std::nullopt;
}

}  // namespace

tl::expected<Moment, std::string> parse_moment(std::string_view text, Time now) {
  const auto at = [](Time time) { return Moment{Kind::time, time.time_since_epoch().count()}; };
  constexpr std::string_view offset = "offset:";
  constexpr std::string_view ago = " ago";
  if (text == "earliest") return Moment{Kind::earliest, 0};
  if (text == "latest" || text == "end") return Moment{Kind::end, 0};
  if (text == "now") return at(now);
  if (text.starts_with(offset)) {
    if (const auto value = number<std::int64_t>(text.substr(offset.size())))
      return Moment{Kind::offset, *value};
  }
  if (const auto moment = from_digits(text)) return *moment;
  if (text.starts_with('-'))
    if (const auto span = span_of(text.substr(1))) return at(now - *span);
  if (text.ends_with(ago))
    if (const auto span = span_of(text.substr(0, text.size() - ago.size()))) return at(now - *span);
  if (const auto time = date_time(text)) return at(*time);
  return tl::unexpected("'" + std::string(text) +
                        "' is no place in a topic: earliest, end, now, 15m ago, "
                        "2026-05-01T10:00:00Z, 1713763500 and offset:42 are");
}

std::optional<Timestamp> parse_time(std::string_view text) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto moment = parse_moment(text, now);
  if (!moment || moment->kind != Moment::Kind::time) return std::nullopt;
  return moment->value;
}

}  // namespace kpp::tools
