#include "topic_filter.hpp"

#include <algorithm>
#include <regex>

#include "text/java_regex.hpp"

namespace kpp::tools {
namespace {

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// The regex that Kafka's TopicFilter makes of a list.
std::string regex_of(std::string_view text) {
  std::string regex;
  for (const char c : trim(text)) {
    if (c != ' ') regex += c == ',' ? '|' : c;
  }
  regex.erase(0, std::min(regex.find_first_not_of("\"'"), regex.size()));
  regex.erase(regex.find_last_not_of("\"'") + 1);  // npos + 1 is 0: nothing but quotes
  return regex;
}

std::vector<std::string> alternatives(std::string_view text) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t bar = text.find('|');
    names.emplace_back(text.substr(0, bar));
    if (bar == std::string_view::npos) return names;
    text.remove_prefix(bar + 1);
  }
}

std::regex::flag_type flags(bool ignore_case) {
  auto flags = std::regex::ECMAScript | std::regex::nosubs;
  if (ignore_case) flags |= std::regex::icase;
#ifdef __GLIBCXX__
  // Matching by states, not by trying: no expression takes exponential time.
  flags |= std::regex_constants::__polynomial;
#endif
  return flags;
}

std::string unsupported(const std::string& regex, const std::string& what) {
  return "The regex " + regex + " cannot be used here, although Java knows it: " + what +
         " is not supported.";
}

}  // namespace

class TopicFilter::Pattern {
 public:
  explicit Pattern(const TranslatedRegex& regex)
      : regex_(regex.ecmascript, flags(regex.ignore_case)) {}
  bool matches(std::string_view topic) const {
    return std::regex_match(topic.begin(), topic.end(), regex_);
  }

 private:
  std::regex regex_;
};

tl::expected<TopicFilter, std::string> TopicFilter::parse(std::string_view text) {
  TopicFilter filter;
  const std::string regex = regex_of(text);
  if (regex.find_first_of("\\^$.[]{}()*+?") == std::string::npos) {
    filter.names_ = alternatives(regex);
    return filter;
  }
  const auto translated = translate_java_regex(regex);
  if (!translated) {
    const RegexProblem& problem = translated.error();
    if (problem.kind == RegexProblem::Kind::invalid)
      return tl::unexpected(regex + " is an invalid regex.");
    return tl::unexpected(unsupported(regex, problem.what));
  }
  try {
    filter.pattern_ = std::make_shared<const Pattern>(*translated);
  } catch (const std::regex_error&) {
    // Valid Java, but beyond what std::regex can hold: thousands of counted repetitions, say.
    return tl::unexpected(unsupported(regex, "an expression of this shape or size"));
  }
  return filter;
}

bool TopicFilter::matches(std::string_view topic) const {
  if (pattern_ != nullptr) return pattern_->matches(topic);
  return std::ranges::find(names_, topic) != names_.end();
}

bool is_internal_topic(std::string_view topic) noexcept {
  return topic == "__consumer_offsets" || topic == "__transaction_state" ||
         topic == "__share_group_state";
}

}  // namespace kpp::tools
