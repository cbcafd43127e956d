#include "text/posix_regex.hpp"

#include <algorithm>
#include <regex>
#include <string_view>

namespace kpp::tools {
namespace {

// What a topic name may be made of; '-' last, where it stands for itself in a bracket expression.
constexpr std::string_view topic_characters =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz.-";

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Rewriter {
 public:
  explicit Rewriter(const TranslatedRegex& regex)
      : text_(regex.ecmascript), ignore_case_(regex.ignore_case) {}

  tl::expected<std::string, RegexProblem> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (text_.substr(at_).starts_with("(?:")) {
        out_ += '(';
        at_ += 3;
      } else if (text_.substr(at_).starts_with("(?")) {
        return unsupported("a look ahead");
      } else if (text_.substr(at_).starts_with("\\b") || text_.substr(at_).starts_with("\\B")) {
        return unsupported("a word boundary");
      } else if (c == ')' || c == '|' || c == '^' || c == '$') {
        out_ += c;
        ++at_;
      } else if (c == '*' || c == '+' || c == '?' || c == '{') {
        quantifier();
      } else {
        set(atom());
      }
    }
    return std::move(out_);
  }

 private:
  static tl::unexpected<RegexProblem> unsupported(std::string what) {
    return tl::unexpected(RegexProblem{RegexProblem::Kind::unsupported, std::move(what)});
  }

  /// Lazy or greedy makes no difference to whether the whole matches.
  void quantifier() {
    const std::size_t end = text_[at_] == '{' ? text_.find('}', at_) + 1 : at_ + 1;
    out_ += text_.substr(at_, end - at_);
    at_ = end;
    if (at_ < text_.size() && text_[at_] == '?') ++at_;
  }

  /// What stands for one character: itself, an escape, or a class.
  std::string_view atom() {
    const std::size_t begin = at_;
    if (text_[at_] == '\\') {
      at_ += 2;
    } else if (text_[at_] == '[') {
      for (++at_; text_[at_] != ']'; ++at_) {
        if (text_[at_] == '\\') {
          ++at_;
        } else if (text_.substr(at_).starts_with("[:")) {
          at_ = text_.find(":]", at_) + 1;
        }
      }
      ++at_;
    } else {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  void set(std::string_view atom) {
    if (!ignore_case_ && atom.size() == 1 && is_alphanumeric(atom.front())) {
      out_ += atom;
      return;
    }
    auto flags = std::regex::ECMAScript;
    if (ignore_case_) flags |= std::regex::icase;
    const std::regex one(std::string(atom), flags);
    std::string members;
    for (const char c : topic_characters)
      if (std::regex_match(&c, &c + 1, one)) members += c;
    if (members.size() == topic_characters.size()) {
      out_ += '.';
    } else if (members.empty()) {
      out_ += "[^" + std::string(topic_characters) + ']';
    } else {
      out_ += '[' + members + ']';
    }
  }

  std::string_view text_;
  bool ignore_case_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

tl::expected<std::string, RegexProblem> posix_topic_regex(const TranslatedRegex& regex) {
  return Rewriter(regex).run();
}

}  // namespace kpp::tools
