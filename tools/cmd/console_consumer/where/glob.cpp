#include "cmd/console_consumer/where/glob.hpp"

#include <cstddef>

namespace kpp::tools::console_consumer {
namespace {

/// How many bytes of the pattern the set at its front takes, and whether `letter` is in it; 0 if it is no set.
struct Set {
  std::size_t size = 0;
  bool has = false;
};

Set set_at(std::string_view pattern, char letter) noexcept {
  std::size_t at = 1;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool has = false;
  // A closing bracket that comes first is a member.
  for (bool first = true; at < pattern.size(); first = false) {
    if (pattern[at] == ']' && !first) return {at + 1, has != negated};
    const auto low = static_cast<unsigned char>(pattern[at++]);
    auto high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      high = static_cast<unsigned char>(pattern[at + 1]);
      at += 2;
    }
    const auto byte = static_cast<unsigned char>(letter);
    has = has || (byte >= low && byte <= high);
  }
  return {};
}

/// How many bytes of the pattern take this letter; 0 if they do not.
std::size_t step(std::string_view pattern, char letter) noexcept {
  if (pattern.empty()) return 0;
  switch (pattern.front()) {
    case '?':
      return 1;
    case '[':
      if (const Set set = set_at(pattern, letter); set.size > 0) return set.has ? set.size : 0;
      return letter == '[' ? 1 : 0;
    case '\\':
      if (pattern.size() > 1) return pattern[1] == letter ? 2 : 0;
      return letter == '\\' ? 1 : 0;
    default:
      return pattern.front() == letter ? 1 : 0;
  }
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) noexcept {
  // Only the last star may have to take more: what an earlier one takes makes no difference to it.
  std::size_t at = 0;
  std::size_t in_text = 0;
  std::size_t behind_star = std::string_view::npos;
  std::size_t star_ends = 0;
  while (in_text < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      behind_star = ++at;
      star_ends = in_text;
    } else if (const std::size_t size = step(pattern.substr(at), text[in_text]); size > 0) {
      at += size;
      ++in_text;
    } else if (behind_star != std::string_view::npos) {
      at = behind_star;
      in_text = ++star_ends;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace kpp::tools::console_consumer
