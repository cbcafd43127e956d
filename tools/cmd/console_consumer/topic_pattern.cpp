#include "cmd/console_consumer/topic_pattern.hpp"

#include <regex.h>

#include <cctype>

namespace kpp::tools::console_consumer {
namespace {

using Pattern = tl::expected<std::string, std::string>;

constexpr std::string_view special = "\\^$.|?*+()[]{}";

/// What a letter behind a backslash stands for, as the inside of a bracket expression.
std::string_view class_of(char letter) {
  switch (letter) {
    case 'd':
    case 'D':
      return "0-9";
    case 'w':
    case 'W':
      return "a-zA-Z0-9_";
    case 's':
    case 'S':
      return "[:space:]";
    default:
      return {};
  }
}

class Translation {
 public:
  explicit Translation(std::string_view java) : java_(java) {}

  Pattern run() {
    constexpr std::string_view any_case = "(?i)";
    if (java_.starts_with(any_case)) {
      any_case_ = true;
      at_ = any_case.size();
    }
    while (!rest().empty() && problem_.empty()) step();
    if (!problem_.empty()) return tl::unexpected(problem_);
    regex_t compiled;
    if (regcomp(&compiled, out_.c_str(), REG_EXTENDED | REG_NOSUB) != 0)
      return tl::unexpected(std::string(java_) + " is an invalid regex.");
    regfree(&compiled);
    return out_;
  }

 private:
  [[nodiscard]] std::string_view rest() const { return java_.substr(at_); }
  [[nodiscard]] bool next_is(std::string_view text) const { return rest().starts_with(text); }
  void unsupported(std::string_view what) {
    problem_ = "The regular expression " + std::string(java_) + " has " + std::string(what) +
               ", which cannot be used here";
  }
  static char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  static char upper(char letter) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  void invalid() { problem_ = std::string(java_) + " is an invalid regex."; }
  /// Letters of another case, which POSIX knows no sign for, as a class.
  void literal(char letter) {
    if (any_case_ && std::isalpha(static_cast<unsigned char>(letter)) != 0) {
      out_ += {'[', lower(letter), upper(letter), ']'};
      return;
    }
    if (special.find(letter) != std::string_view::npos) out_ += '\\';
    out_ += letter;
  }

  void step() {
    const char letter = java_[at_];
    switch (letter) {
      case '\\':
        return escape();
      case '[':
        return bracket();
      case '(':
        if (next_is("(?:")) {
          at_ += 2;
        } else if (next_is("(?")) {
          return unsupported("a group of the kind (?");
        }
        out_ += '(';
        ++at_;
        return;
      case '*':
      case '+':
      case '?':
        out_ += letter;
        ++at_;
        return after_quantifier();
      case '{': {
        const std::size_t end = rest().find('}');
        if (end == std::string_view::npos) return invalid();
        out_ += rest().substr(0, end + 1);
        at_ += end + 1;
        return after_quantifier();
      }
      case '}':
      case ']':
        literal(letter);
        ++at_;
        return;
      case '^':
      case '$':
      case '|':
      case ')':
      case '.':
        out_ += letter;
        ++at_;
        return;
      default:
        literal(letter);
        ++at_;
    }
  }

  void after_quantifier() {
    if (next_is("?")) ++at_;
    if (next_is("+")) unsupported("a possessive quantifier");
  }

  void escape() {
    if (rest().size() < 2) return invalid();
    const char letter = java_[at_ + 1];
    at_ += 2;
    if (letter == 'Q') {
      const std::size_t end = rest().find("\\E");
      for (const char quoted : rest().substr(0, end)) literal(quoted);
      at_ = end == std::string_view::npos ? java_.size() : at_ + end + 2;
      return;
    }
    if (const std::string_view set = class_of(letter); !set.empty()) {
      const bool negated = std::isupper(static_cast<unsigned char>(letter)) != 0;
      out_ += negated ? "[^" : "[";
      out_ += set;
      out_ += ']';
      return;
    }
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0)
      return unsupported("the escape \\" + std::string(1, letter));
    literal(letter);
  }

  /// The letters that a class's members are in the other case.
  static std::string other_case(std::string_view members) {
    std::string others;
    for (std::size_t at = 0; at < members.size(); ++at) {
      if (members.substr(at).starts_with("[:")) {
        at = members.find(":]", at) + 1;
        continue;
      }
      const auto first = static_cast<unsigned char>(members[at]);
      const bool is_range = at + 2 < members.size() && members[at + 1] == '-';
      const auto last = is_range ? static_cast<unsigned char>(members[at + 2]) : first;
      for (int each = first; each <= last; ++each) {
        if (std::isalpha(each) == 0) continue;
        const auto letter = static_cast<char>(each);
        others += lower(letter) == letter ? upper(letter) : lower(letter);
      }
      if (is_range) at += 2;
    }
    return others;
  }

  /// A class. In POSIX there are no escapes inside: ']' must come first and '-' last.
  void bracket() {
    ++at_;
    const bool negated = next_is("^");
    if (negated) ++at_;
    bool closing = false;
    bool dash = false;
    bool caret = false;
    std::string members;
    bool after_class = false;  // a dash behind \w is just a dash
    bool first = true;
    for (;; first = false) {
      if (rest().empty()) return invalid();
      char letter = java_[at_++];
      if (letter == ']' && !first) break;
      if (letter == '[') return unsupported("a class inside of a class");
      if (letter == '&' && next_is("&")) return unsupported("an intersection of classes");
      bool escaped = false;
      if (letter == '\\') {
        if (rest().empty()) return invalid();
        letter = java_[at_++];
        escaped = true;
        if (const std::string_view set = class_of(letter); !set.empty()) {
          if (std::isupper(static_cast<unsigned char>(letter)) != 0)
            return unsupported("a negated class inside of a class");
          members += set;
          after_class = true;
          continue;
        }
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0)
          return unsupported("the escape \\" + std::string(1, letter));
      }
      const bool range =
          !escaped && letter == '-' && !members.empty() && !after_class && !next_is("]");
      after_class = false;
      if (letter == ']') {
        closing = true;
      } else if (letter == '^') {
        caret = true;
      } else if (letter == '-' && !range) {
        dash = true;
      } else {
        members += letter;
      }
    }
    // A caret alone would negate; a set of just that needs no brackets.
    if (caret && !negated && members.empty() && !closing && !dash) {
      out_ += "\\^";
      return;
    }
    out_ += negated ? "[^" : "[";
    if (closing) out_ += ']';
    out_ += members;
    if (any_case_) out_ += other_case(members);
    if (caret && members.empty() && !closing && !negated) {
      out_ += "-^";  // only a dash and a caret
      out_ += ']';
      return;
    }
    if (caret) out_ += '^';
    if (dash) out_ += '-';
    out_ += ']';
  }

  std::string_view java_;
  std::size_t at_ = 0;
  std::string out_;
  std::string problem_;
  bool any_case_ = false;
};

}  // namespace

tl::expected<std::string, std::string> posix_pattern(std::string_view java) {
  return Translation(java).run();
}

}  // namespace kpp::tools::console_consumer
