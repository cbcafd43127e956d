#include "text/java_regex.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace kpp::tools {
namespace {

using Kind = RegexProblem::Kind;
using Status = tl::expected<void, RegexProblem>;

constexpr std::string_view special = "^$\\.*+?()[]{}|/-";
constexpr int largest_count = 1000;  // a larger one costs more memory than any topic name is worth

tl::unexpected<RegexProblem> invalid() {
  return tl::unexpected(RegexProblem{Kind::invalid, {}});
}
tl::unexpected<RegexProblem> unsupported(std::string what) {
  return tl::unexpected(RegexProblem{Kind::unsupported, std::move(what)});
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Java takes \Q...\E out before anything else looks at the regex; so does this.
std::string unquote(std::string_view text) {
  std::string plain;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      plain += text[at++];
    } else if (text[at + 1] != 'Q') {
      plain += text.substr(at, 2);
      at += 2;
    } else {
      const std::size_t end = std::min(text.find("\\E", at + 2), text.size());
      for (const char c : text.substr(at + 2, end - at - 2)) {
        if (!is_letter(c) && !is_digit(c)) plain += '\\';
        plain += c;
      }
      at = std::min(end + 2, text.size());
    }
  }
  return plain;
}

/// POSIX classes by Java's names; none of the others matters to topic names.
std::optional<std::string_view> posix_class(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> known{
      {{"Lower", "[:lower:]"},
       {"Upper", "[:upper:]"},
       {"Alpha", "[:alpha:]"},
       {"Digit", "[:digit:]"},
       {"Alnum", "[:alnum:]"},
       {"Punct", "[:punct:]"},
       {"Graph", "[:graph:]"},
       {"XDigit", "[:xdigit:]"},
       {"Space", "[:space:]"}}};
  const auto* found = std::ranges::find(known, name, [](const auto& entry) { return entry.first; });
  if (found == known.end()) return std::nullopt;
  return found->second;
}

class Translator {
 public:
  explicit Translator(std::string text) : text_(std::move(text)) {}

  tl::expected<TranslatedRegex, RegexProblem> run() {
    if (std::ranges::any_of(text_, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      return unsupported("a character outside ASCII, which no topic name has");
    if (text_.starts_with("(?i)")) {
      ignore_case_ = true;
      at_ = 4;
    }
    if (auto done = alternatives(); !done) return tl::unexpected(done.error());
    if (!at_end()) return invalid();  // a ')' too many
    return TranslatedRegex{std::move(out_), ignore_case_};
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return text_[at_]; }
  bool next_is(std::string_view word) const {
    return std::string_view(text_).substr(at_).starts_with(word);
  }
  bool take(std::string_view word) {
    if (!next_is(word)) return false;
    at_ += word.size();
    return true;
  }

  void literal(char c) {
    if (special.find(c) != std::string_view::npos) out_ += '\\';
    out_ += c;
  }

  Status alternatives() {
    // Deeper nesting than any person writes would only serve to overflow the stack.
    if (++depth_ > 100) return unsupported("a nesting of more than 100 groups");
    while (!at_end() && peek() != ')') {
      if (take("|")) {
        out_ += '|';
        continue;
      }
      if (auto done = atom(); !done) return done;
      if (auto done = quantifier(); !done) return done;
    }
    --depth_;
    return {};
  }

  Status atom() {
    const char c = peek();
    switch (c) {
      case '*':
      case '+':
      case '?':
        return invalid();
      case '{':
        if (at_ + 1 == text_.size() || !is_digit(text_[at_ + 1])) return invalid();
        return unsupported("a count with nothing before it to repeat");
      case '(':
        return group();
      case '[':
        return char_class();
      case '\\':
        ++at_;
        return escape();
      case '.':
      case '^':
      case '$':
        ++at_;
        out_ += c;
        return {};
      default:
        ++at_;
        literal(c);
        return {};
    }
  }

  Status quantifier() {
    if (at_end()) return {};
    if (peek() == '*' || peek() == '+' || peek() == '?') {
      out_ += text_[at_++];
    } else if (take("{")) {
      if (auto done = counts(); !done) return done;
    } else {
      return {};
    }
    if (take("?")) out_ += '?';
    if (next_is("+")) return unsupported("a possessive quantifier");
    return {};
  }

  tl::expected<int, RegexProblem> count() {
    int value = 0;
    const char* begin = text_.data() + at_;
    const char* end = text_.data() + text_.size();
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (stop == begin || value < 0) return invalid();
    if (error != std::errc{} || value > largest_count)
      return unsupported("a count above " + std::to_string(largest_count));
    at_ += static_cast<std::size_t>(stop - begin);
    return value;
  }

  Status counts() {
    const auto least = count();
    if (!least) return tl::unexpected(least.error());
    out_ += '{' + std::to_string(*least);
    if (take(",")) {
      out_ += ',';
      if (!next_is("}")) {
        const auto most = count();
        if (!most) return tl::unexpected(most.error());
        if (*most < *least) return invalid();
        out_ += std::to_string(*most);
      }
    }
    if (!take("}")) return invalid();
    out_ += '}';
    return {};
  }

  Status group() {
    ++at_;
    const auto kind = group_kind();
    if (!kind) return tl::unexpected(kind.error());
    out_ += *kind;
    if (auto done = alternatives(); !done) return done;
    if (!take(")")) return invalid();
    out_ += ')';
    return {};
  }

  /// How the group begins in ECMAScript. Nobody asks what a group captured, so none captures.
  tl::expected<std::string_view, RegexProblem> group_kind() {
    if (!take("?") || take(":")) return "(?:";
    if (take("=")) return "(?=";
    if (take("!")) return "(?!";
    if (next_is(">")) return unsupported("an atomic group");
    if (next_is("<=") || next_is("<!")) return unsupported("a look behind");
    if (take("<")) {
      if (at_end() || !is_letter(peek())) return invalid();
      while (!at_end() && (is_letter(peek()) || is_digit(peek()))) ++at_;
      if (!take(">")) return invalid();
      return "(?:";
    }
    const std::size_t flags = std::min(text_.find_first_not_of("idmsuxU-", at_), text_.size());
    if (flags == text_.size() || (text_[flags] != ':' && text_[flags] != ')')) return invalid();
    return unsupported("a flag other than (?i) at the very beginning");
  }

  /// The character that \x70, \x{70}, \u0070 or \0160 stands for; `at_` is behind the letter.
  tl::expected<char, RegexProblem> numeric_escape(char letter) {
    std::size_t least = 1;
    std::size_t most = 3;
    int base = 8;
    bool braces = false;
    if (letter == 'x') {
      braces = take("{");
      least = braces ? 1 : 2;
      most = braces ? 8 : 2;
      base = 16;
    } else if (letter == 'u') {
      least = most = 4;
      base = 16;
    }
    const std::size_t length = std::min(most, text_.size() - at_);
    unsigned value = 0;
    const char* begin = text_.data() + at_;
    const auto [stop, error] = std::from_chars(begin, begin + length, value, base);
    const auto digits = static_cast<std::size_t>(stop - begin);
    if (error != std::errc{} || digits < least) return invalid();
    at_ += digits;
    if (braces && !take("}")) return invalid();
    if (value == 0 || value >= 0x80)
      return unsupported("a character outside ASCII, which no topic name has");
    return static_cast<char>(value);
  }

  tl::expected<std::string_view, RegexProblem> property() {
    if (!take("{")) return unsupported("\\p without braces");
    const std::size_t end = text_.find('}', at_);
    if (end == std::string::npos) return invalid();
    const std::string name = text_.substr(at_, end - at_);
    const auto known = posix_class(name);
    if (!known) return unsupported("the character property \\p{" + name + '}');
    at_ = end + 1;
    return *known;
  }

  /// An escape that stands for one character; nothing if it is of another sort.
  tl::expected<std::optional<char>, RegexProblem> character_escape(char c) {
    switch (c) {
      case 't':
        return '\t';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case '0':
      case 'x':
      case 'u': {
        auto value = numeric_escape(c);
        if (!value) return tl::unexpected(value.error());
        return *value;
      }
      default:
        break;
    }
    if (is_letter(c) || is_digit(c)) return std::optional<char>{};
    return c;
  }

  Status escape() {
    if (at_end()) return invalid();
    const char c = text_[at_++];
    const auto character = character_escape(c);
    if (!character) return tl::unexpected(character.error());
    if (*character) {
      literal(**character);
      return {};
    }
    switch (c) {
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 's':
      case 'S':
      case 'b':
      case 'B':
        out_ += {'\\', c};
        return {};
      case 'A':
        out_ += '^';
        return {};
      case 'z':
      case 'Z':
        out_ += '$';
        return {};
      case 'p':
      case 'P': {
        const auto known = property();
        if (!known) return tl::unexpected(known.error());
        out_ += (c == 'p' ? "[" : "[^") + std::string(*known) + ']';
        return {};
      }
      default:
        break;
    }
    return other_escape(c);
  }

  static Status other_escape(char c) {
    if (is_digit(c) || c == 'k') return unsupported("a back reference");
    if (std::string_view("aceGhHNRvVX").find(c) != std::string_view::npos)
      return unsupported(std::string("the escape \\") + c);
    return invalid();
  }

  Status char_class() {
    ++at_;
    out_ += '[';
    if (take("^")) out_ += '^';
    for (bool first = true;; first = false) {
      if (at_end()) return invalid();
      if (peek() == ']' && !first) break;
      if (auto done = class_item(); !done) return done;
    }
    ++at_;
    out_ += ']';
    return {};
  }

  /// One character of a class, or nothing after a set such as \d, which is then already written.
  tl::expected<std::optional<char>, RegexProblem> class_atom() {
    if (at_end()) return invalid();
    if (next_is("&&")) return unsupported("an intersection of character classes");
    if (next_is("[")) return unsupported("a character class inside another");
    const char c = text_[at_++];
    if (c != '\\') return c;
    if (at_end()) return invalid();
    const char escaped = text_[at_++];
    auto character = character_escape(escaped);
    if (!character || *character) return character;
    if (std::string_view("dDwWsS").find(escaped) != std::string_view::npos) {
      out_ += {'\\', escaped};
      return std::optional<char>{};
    }
    if (escaped == 'p') {
      const auto known = property();
      if (!known) return tl::unexpected(known.error());
      out_ += *known;
      return std::optional<char>{};
    }
    if (escaped == 'P') return unsupported("\\P inside a character class");
    if (std::string_view("ABzZbGXkR").find(escaped) != std::string_view::npos || is_digit(escaped))
      return invalid();
    if (auto other = other_escape(escaped); !other) return tl::unexpected(other.error());
    return invalid();
  }

  Status class_item() {
    const auto low = class_atom();
    if (!low) return tl::unexpected(low.error());
    if (!*low) return {};
    // "a-" before the end of the class, and before a nested one, is no range.
    if (!next_is("-") || next_is("-]") || next_is("-[")) {
      class_literal(**low);
      return {};
    }
    ++at_;
    const std::size_t written = out_.size();
    const auto high = class_atom();
    if (!high) return tl::unexpected(high.error());
    if (!*high || out_.size() != written || **high < **low) return invalid();
    class_literal(**low);
    out_ += '-';
    class_literal(**high);
    return {};
  }

  void class_literal(char c) {
    if (std::string_view("\\]^-[").find(c) != std::string_view::npos) out_ += '\\';
    out_ += c;
  }

  std::string text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool ignore_case_ = false;
  std::string out_;
};

}  // namespace

tl::expected<TranslatedRegex, RegexProblem> translate_java_regex(std::string_view java) {
  return Translator(unquote(java)).run();
}

}  // namespace kpp::tools
