#include "record_io/header_splitter.hpp"

#include <algorithm>
#include <regex>
#include <utility>

#include "text/java_regex.hpp"

namespace kpp::tools {
namespace {

// Trying calls itself for each letter of a match, so that a long one would end the stack.
constexpr std::size_t longest_tried = 16384;

/// Matching by states, not by trying.
std::regex::flag_type by_states() {
#ifdef __GLIBCXX__
  return std::regex_constants::__polynomial;
#else
  return {};
#endif
}

tl::unexpected<Error> bad_separator(const std::string& separator, const std::string& what) {
  return kpp::fail(ErrorCode::invalid_argument,
                   "headers.separator is a regular expression, and '" + separator + "' " + what);
}

/// What std::regex reads, and how.
Result<TranslatedRegex> translate(const std::string& separator) {
  const bool is_ascii = std::ranges::all_of(
      separator, [](char letter) { return static_cast<unsigned char>(letter) < 0x80U; });
  // std::regex takes such a letter for several, which are no members of a class.
  if (!is_ascii && separator.find('[') != std::string::npos)
    return bad_separator(
        separator, "has a character class beside letters beyond ASCII, which is not supported");
  if (!is_ascii) return TranslatedRegex{separator};
  auto translated = translate_java_regex(separator);
  if (translated) return *std::move(translated);
  if (translated.error().kind == RegexProblem::Kind::invalid)
    return bad_separator(separator, "is not a valid one");
  return bad_separator(separator, "has " + translated.error().what + ", which is not supported");
}

}  // namespace

struct HeaderSplitter::Regex {
  std::regex for_short;
  std::regex for_long;
};

HeaderSplitter::HeaderSplitter(std::string literal, std::unique_ptr<Regex> regex)
    : literal_(std::move(literal)), regex_(std::move(regex)) {}
HeaderSplitter::HeaderSplitter(HeaderSplitter&&) noexcept = default;
HeaderSplitter& HeaderSplitter::operator=(HeaderSplitter&&) noexcept = default;
HeaderSplitter::~HeaderSplitter() = default;

Result<HeaderSplitter> HeaderSplitter::make(const std::string& separator) {
  if (!separator.empty() && separator.find_first_of("\\^$.|?*+()[]{}") == std::string::npos)
    return HeaderSplitter(separator, nullptr);
  // "\|" and the like: one escaped character is a literal too.
  if (separator.size() == 2 && separator[0] == '\\' &&
      std::string_view("\\^$.|?*+()[]{}").find(separator[1]) != std::string_view::npos)
    return HeaderSplitter(separator.substr(1), nullptr);
  const auto translated = translate(separator);
  if (!translated) return tl::unexpected(translated.error());
  auto flags = std::regex::ECMAScript | std::regex::nosubs;
  if (translated->ignore_case) flags |= std::regex::icase;
  try {
    const std::string& text = translated->ecmascript;
    return HeaderSplitter(std::string(), std::make_unique<Regex>(Regex{
                                             std::regex(text, flags),
                                             std::regex(text, flags | by_states()),
                                         }));
  } catch (const std::regex_error&) {
    return bad_separator(separator, "is not a valid one");
  }
}

void HeaderSplitter::split(std::string_view text, std::vector<std::string_view>& pieces) const {
  pieces.clear();
  std::size_t from = 0;
  if (regex_ == nullptr) {
    for (std::size_t at = 0; (at = text.find(literal_, from)) != std::string_view::npos;
         from = at + literal_.size())
      pieces.push_back(text.substr(from, at - from));
  } else {
    const char* const first = text.data();
    const std::regex& regex = text.size() > longest_tried ? regex_->for_long : regex_->for_short;
    for (std::cregex_iterator match(first, first + text.size(), regex), end; match != end;
         ++match) {
      const auto at = static_cast<std::size_t>(match->position());
      const auto length = static_cast<std::size_t>(match->length());
      // An empty match at the start or the end separates nothing.
      if (length == 0 && (at == 0 || at == text.size())) continue;
      pieces.push_back(text.substr(from, at - from));
      from = at + length;
    }
  }
  const bool whole = pieces.empty();
  pieces.push_back(text.substr(from));
  while (!whole && !pieces.empty() && pieces.back().empty()) pieces.pop_back();
}

}  // namespace kpp::tools
