#include "formats/time_spec.hpp"

#include <charconv>
#include <optional>

namespace kpp::tools {
namespace {

// A duration's nanoseconds do not fit into 64 bits. (A `using` cannot be marked as an extension.)
// NOLINTNEXTLINE(modernize-use-using)
__extension__ typedef __int128 Wide;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes a text apart from its front. Every reader answers nothing, and may have moved, when the
/// text is not of its form.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool take(char wanted) {
    if (peek() != wanted || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// A field of SimpleDateFormat: blanks before it are skipped, and it may have any number of
  /// digits.
  std::optional<int> field() {
    skip_blanks();
    int value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{} || !is_digit(rest_.front())) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  std::optional<int> two_digits() {
    if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) return std::nullopt;
    const int value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    rest_.remove_prefix(2);
    return value;
  }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// Days from 1970-01-01. std::chrono's years end at 32767, Java's do not.
std::int64_t days_since_epoch(int year, int month, int day) {
  const std::int64_t past_years = std::int64_t{year} - 1;
  std::int64_t days = past_years * 365 + past_years / 4 - past_years / 100 + past_years / 400;
  for (int m = 1; m < month; ++m) days += days_in_month(year, m);
  constexpr std::int64_t of_1970 = 719162;
  return days + day - 1 - of_1970;
}

/// Minutes east of UTC.
std::optional<int> zone(Cursor& cursor) {
  cursor.skip_blanks();
  if (cursor.take('Z')) return 0;
  const bool west = cursor.take('-');
  if (!west && !cursor.take('+')) return std::nullopt;
  const auto hours = cursor.two_digits();
  if (!hours || *hours > 23) return std::nullopt;
  int minutes = *hours * 60;
  if (cursor.take(':')) {
    const auto rest = cursor.two_digits();
    if (!rest || *rest > 59) return std::nullopt;
    minutes += *rest;
  }
  return west ? -minutes : minutes;
}

std::optional<Timestamp> datetime(std::string_view text) {
  Cursor cursor(text);
  const auto year = cursor.field();
  if (!year || !cursor.take('-')) return std::nullopt;
  const auto month = cursor.field();
  if (!month || !cursor.take('-')) return std::nullopt;
  const auto day = cursor.field();
  if (!day || !cursor.take('T')) return std::nullopt;
  const auto hour = cursor.field();
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.field();
  if (!minute || !cursor.take(':')) return std::nullopt;
  const auto second = cursor.field();
  if (!second || !cursor.take('.')) return std::nullopt;
  const auto millis = cursor.field();
  if (!millis) return std::nullopt;
  const auto offset = zone(cursor);
  if (!offset || !cursor.at_end()) return std::nullopt;
  if (*year < 1 || *month < 1 || *month > 12 || *day < 1 || *day > days_in_month(*year, *month) ||
      *hour > 23 || *minute > 59 || *second > 59 || *millis > 999) {
    return std::nullopt;
  }
  const std::int64_t minutes =
      (days_since_epoch(*year, *month, *day) * 24 + *hour) * 60 + *minute - *offset;
  return (minutes * 60 + *second) * 1000 + *millis;
}

constexpr std::string_view bad_duration = "Text cannot be parsed to a Duration";

tl::unexpected<std::string> overflow(std::string_view unit) {
  return tl::unexpected(std::string(bad_duration) + ": " + std::string(unit));
}

/// The digits of a component such as "-3H", sign included, and its unit in upper case.
struct Component {
  std::string_view number;
  std::string_view fraction;  // digits behind the point, of seconds only
  bool has_fraction = false;
  char unit = '\0';
};

std::optional<Component> take_component(std::string_view& text) {
  Component found;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  const std::size_t first_digit = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == first_digit || at == text.size()) return std::nullopt;
  found.number = text.substr(0, at);
  if (text[at] == '.' || text[at] == ',') {
    const std::size_t begin = ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == text.size() || at - begin > 9) return std::nullopt;
    found.has_fraction = true;
    found.fraction = text.substr(begin, at - begin);
  }
  found.unit = static_cast<char>(text[at] >= 'a' ? text[at] - 'a' + 'A' : text[at]);
  text.remove_prefix(at + 1);
  return found;
}

struct Unit {
  char letter;
  std::string_view name;
  std::int64_t seconds;
};
constexpr Unit units[] = {
    {'D', "days", 86400}, {'H', "hours", 3600}, {'M', "minutes", 60}, {'S', "seconds", 1}};

std::optional<std::int64_t> seconds_of(std::string_view number, std::int64_t factor) {
  if (number.front() == '+') number.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc{} || __builtin_mul_overflow(value, factor, &value)) return std::nullopt;
  return value;
}

}  // namespace

tl::expected<Timestamp, std::string> parse_datetime(std::string_view text) {
  std::string_view significant = text;
  while (significant.ends_with('T')) significant.remove_suffix(1);
  const std::size_t t = significant.find('T');
  if (t == std::string_view::npos) {
    return tl::unexpected(
        std::string("Error parsing timestamp. It does not contain a 'T' according to ISO8601 "
                    "format"));
  }
  const std::string_view time = text.substr(t + 1, text.find('T', t + 1) - t - 1);
  const std::string with_zone =
      std::string(text) + (time.find_first_of("+-Z") == std::string_view::npos ? "Z" : "");
  if (const auto found = datetime(with_zone)) return *found;
  return tl::unexpected("Unparseable date: \"" + with_zone + '"');
}

tl::expected<JavaDuration, std::string> parse_duration(std::string_view text) {
  const auto bad = [] { return tl::unexpected(std::string(bad_duration)); };
  bool negate = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negate = text.front() == '-';
    text.remove_prefix(1);
  }
  if (!text.starts_with('P') && !text.starts_with('p')) return bad();
  text.remove_prefix(1);

  Wide seconds = 0;
  std::int64_t nanos = 0;
  const Unit* next = units;
  bool in_time = false;
  bool any = false;
  bool any_time = false;
  while (!text.empty()) {
    if (!in_time && (text.front() == 'T' || text.front() == 't')) {
      in_time = true;
      next = units + 1;
      text.remove_prefix(1);
      continue;
    }
    const auto component = take_component(text);
    if (!component) return bad();
    const Unit* unit = next;
    while (unit != std::end(units) && unit->letter != component->unit) ++unit;
    if (unit == std::end(units) || (unit->letter == 'D') == in_time ||
        (component->has_fraction && unit->letter != 'S')) {
      return bad();
    }
    next = unit + 1;
    const auto value = seconds_of(component->number, unit->seconds);
    if (!value) return overflow(unit->name);
    seconds += *value;
    for (std::size_t i = 0; component->has_fraction && i < 9; ++i)
      nanos = nanos * 10 + (i < component->fraction.size() ? component->fraction[i] - '0' : 0);
    if (component->has_fraction && component->number.front() == '-') nanos = -nanos;
    any = true;
    any_time |= in_time;
  }
  if (!any || (in_time && !any_time)) return bad();

  if (negate) {
    seconds = -seconds;
    nanos = -nanos;
  }
  constexpr std::int64_t second = 1'000'000'000;
  if (nanos < 0) {
    nanos += second;
    --seconds;
  }
  const auto whole = static_cast<std::int64_t>(seconds);
  if (whole != seconds) return overflow("overflow");
  return JavaDuration{whole, static_cast<std::int32_t>(nanos)};
}

tl::expected<Timestamp, std::string> timestamp_before(
    std::chrono::sys_time<std::chrono::milliseconds> now, JavaDuration duration) {
  constexpr Wide million = 1'000'000;
  const Wide nanos = Wide{now.time_since_epoch().count()} * million -
                     (Wide{duration.seconds} * 1000 * million + duration.nanos);
  // Java's Instant reaches from year -1000000000 to 1000000000.
  constexpr Wide furthest = Wide{31'556'889'864'403'199} * 1000 * million;
  if (nanos > furthest || nanos < -furthest) {
    return tl::unexpected(std::string("Instant exceeds minimum or maximum instant"));
  }
  const Wide millis = nanos / million - (nanos % million < 0 ? 1 : 0);
  return static_cast<Timestamp>(millis);
}

}  // namespace kpp::tools
