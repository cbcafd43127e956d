#include "record_io/header_splitter.hpp"

#include <regex>
#include <utility>

namespace kpp::tools {

struct HeaderSplitter::Regex {
  std::regex compiled;
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
  try {
    return HeaderSplitter(std::string(), std::make_unique<Regex>(
                                             Regex{std::regex(separator, std::regex::ECMAScript)}));
  } catch (const std::regex_error&) {
    return kpp::fail(
        ErrorCode::invalid_argument,
        "headers.separator is a regular expression, and '" + separator + "' is not a valid one");
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
    for (std::cregex_iterator match(first, first + text.size(), regex_->compiled), end;
         match != end; ++match) {
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
