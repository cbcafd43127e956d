#include "perf/result/figures.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace kpp::tools {
namespace {

struct Unit {
  std::string_view suffix;
  std::string_view text;
};
constexpr std::array<Unit, 3> units{{{"_ms", "ms"}, {"_us", "us"}, {"_bytes", "bytes"}}};

struct Phrase {
  std::string_view raw;
  std::string_view shown;
};
constexpr std::array<Phrase, 2> phrases{{{"mb_per_second", "MB/s"}, {"_per_second", "/s"}}};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

bool is_percentile(std::string_view word) {
  return word.size() > 1 && word.front() == 'p' && std::ranges::all_of(word.substr(1), [](char c) {
           return c == '_' || (c >= '0' && c <= '9');
         });
}

/// One part of a name; its unit is taken off and noted.
std::string words_of(std::string_view part, std::string& unit) {
  for (const Unit& each : units) {
    if (!part.ends_with(each.suffix)) continue;
    unit = each.text;
    part.remove_suffix(each.suffix.size());
    break;
  }
  std::string words(part);
  for (const Phrase& phrase : phrases) replace_all(words, phrase.raw, phrase.shown);
  std::ranges::replace(words, '_', is_percentile(part) ? '.' : ' ');
  return words;
}

}  // namespace

FigureLabel label_of(std::string_view name) {
  FigureLabel label;
  while (true) {
    const std::size_t dot = name.find('.');
    if (!label.text.empty()) label.text += ' ';
    label.text += words_of(name.substr(0, dot), label.unit);
    if (dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  if (!label.text.empty())
    label.text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label.text[0])));
  return label;
}

Better better_of(std::string_view name) {
  if (name.ends_with("_per_second")) return Better::more;
  constexpr std::array<std::string_view, 6> costs{"latency", "stall.longest", "retries",
                                                  "errors",  "failed",        "rebalance"};
  const bool cost = std::ranges::any_of(
      costs, [&](std::string_view each) { return name.find(each) != std::string_view::npos; });
  return cost ? Better::less : Better::neither;
}

std::string readable(double value, char separator) {
  if (!std::isfinite(value)) return "-";
  const double size = std::fabs(value);
  const bool whole = value == std::floor(value);
  const int digits = whole || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, digits)
                       .ptr;
  std::string text(buffer.data(), end);
  if (digits > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  if (separator == 0) return text;
  const std::size_t first = text.front() == '-' ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t at = point; at > first + 3;) text.insert(at -= 3, 1, separator);
  return text;
}

}  // namespace kpp::tools
