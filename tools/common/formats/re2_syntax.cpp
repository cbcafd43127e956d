#include "formats/re2_syntax.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

// Follows RE2's published syntax (https://github.com/google/re2/wiki/Syntax) with RE2/J's own
// limits. Nothing is matched here, so the checker keeps no tree: it walks over the pattern and
// remembers, for each open group, whether there is something that a repetition could apply to.

namespace kpp::tools {
namespace {

constexpr std::string_view bad_range = "invalid character class range";
constexpr std::string_view bad_escape = "invalid escape sequence";
constexpr std::string_view bad_name = "invalid named capture";
constexpr std::string_view bad_perl = "invalid or unsupported Perl syntax";
constexpr std::string_view bad_count = "invalid repeat count";

// The categories and scripts that \p{...} knows, sorted.
constexpr std::array<std::string_view, 133> unicode_classes{
    "Any",
    "Arabic",
    "Armenian",
    "Avestan",
    "Balinese",
    "Bamum",
    "Batak",
    "Bengali",
    "Bopomofo",
    "Brahmi",
    "Braille",
    "Buginese",
    "Buhid",
    "C",
    "Canadian_Aboriginal",
    "Carian",
    "Cc",
    "Cf",
    "Cham",
    "Cherokee",
    "Co",
    "Common",
    "Coptic",
    "Cs",
    "Cuneiform",
    "Cypriot",
    "Cyrillic",
    "Deseret",
    "Devanagari",
    "Egyptian_Hieroglyphs",
    "Ethiopic",
    "Georgian",
    "Glagolitic",
    "Gothic",
    "Greek",
    "Gujarati",
    "Gurmukhi",
    "Han",
    "Hangul",
    "Hanunoo",
    "Hebrew",
    "Hiragana",
    "Imperial_Aramaic",
    "Inherited",
    "Inscriptional_Pahlavi",
    "Inscriptional_Parthian",
    "Javanese",
    "Kaithi",
    "Kannada",
    "Katakana",
    "Kayah_Li",
    "Kharoshthi",
    "Khmer",
    "L",
    "Lao",
    "Latin",
    "Lepcha",
    "Limbu",
    "Linear_B",
    "Lisu",
    "Ll",
    "Lm",
    "Lo",
    "Lt",
    "Lu",
    "Lycian",
    "Lydian",
    "M",
    "Malayalam",
    "Mandaic",
    "Mc",
    "Me",
    "Meetei_Mayek",
    "Mn",
    "Mongolian",
    "Myanmar",
    "N",
    "Nd",
    "New_Tai_Lue",
    "Nko",
    "Nl",
    "No",
    "Ogham",
    "Ol_Chiki",
    "Old_Italic",
    "Old_Persian",
    "Old_South_Arabian",
    "Old_Turkic",
    "Oriya",
    "Osmanya",
    "P",
    "Pc",
    "Pd",
    "Pe",
    "Pf",
    "Phags_Pa",
    "Phoenician",
    "Pi",
    "Po",
    "Ps",
    "Rejang",
    "Runic",
    "S",
    "Samaritan",
    "Saurashtra",
    "Sc",
    "Shavian",
    "Sinhala",
    "Sk",
    "Sm",
    "So",
    "Sundanese",
    "Syloti_Nagri",
    "Syriac",
    "Tagalog",
    "Tagbanwa",
    "Tai_Le",
    "Tai_Tham",
    "Tai_Viet",
    "Tamil",
    "Telugu",
    "Thaana",
    "Thai",
    "Tibetan",
    "Tifinagh",
    "Ugaritic",
    "Unknown",
    "Vai",
    "Yi",
    "Z",
    "Zl",
    "Zp",
    "Zs",
};

constexpr std::array<std::string_view, 14> posix_classes{
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph",
    "lower", "print", "punct", "space", "upper", "word",  "xdigit",
};

bool is_word_letter(std::uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

int hex_digit(std::uint32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A') + 10;
  return -1;
}

class Checker {
 public:
  explicit Checker(std::string_view pattern) : rest_(pattern) {}

  std::optional<std::string_view> run() {
    while (!rest_.empty() && error_.empty()) {
      bool repetition = false;
      switch (rest_.front()) {
        case '(':
          open_group();
          break;
        case '|':
          skip(1);
          operand_.back() = false;
          break;
        case ')':
          close_group();
          break;
        case '[':
          char_class();
          break;
        case '*':
        case '+':
        case '?':
          skip(1);
          repeat();
          repetition = true;
          break;
        case '{':
          braces();
          // RE2/J takes a brace that is only a letter for a repetition when it looks for nested
          // ones.
          repetition = true;
          break;
        case '\\':
          escape_outside_class();
          break;
        default:
          pop();
          operand_.back() = true;
          break;
      }
      after_repetition_ = repetition;
    }
    if (error_.empty() && operand_.size() > 1) fail("missing closing )");
    return error_.empty() ? std::nullopt : std::optional(error_);
  }

 private:
  void fail(std::string_view why) {
    if (error_.empty()) error_ = why;
  }

  void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

  /// Takes one letter. A byte that is not UTF-8 stands for itself.
  std::uint32_t pop() {
    const auto first = static_cast<unsigned char>(rest_.front());
    const std::size_t length = first < 0xC0U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    if (length == 1 || length > rest_.size()) {
      skip(1);
      return first;
    }
    std::uint32_t letter = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
      letter = (letter << 6U) | (static_cast<unsigned char>(rest_[i]) & 0x3FU);
    skip(length);
    return letter;
  }

  void open_group() {
    if (!rest_.starts_with("(?")) {
      skip(1);
      operand_.push_back(false);
    } else if (rest_.starts_with("(?P<") || rest_.starts_with("(?<")) {
      named_group();
    } else {
      group_flags();
    }
  }

  void named_group() {
    skip(rest_[2] == 'P' ? 4 : 3);
    const std::size_t end = rest_.find('>');
    const std::string_view name = rest_.substr(0, std::min(end, rest_.size()));
    if (end == std::string_view::npos || name.empty() || !std::ranges::all_of(name, [](char c) {
          return c == '_' || is_word_letter(static_cast<unsigned char>(c));
        })) {
      return fail(bad_name);
    }
    if (std::ranges::find(names_, name) != names_.end()) fail("duplicate capture group name");
    names_.push_back(name);
    skip(end + 1);
    operand_.push_back(false);
  }

  /// "(?i)", "(?i-s:" and the like.
  void group_flags() {
    skip(2);
    bool negative = false;
    bool any = false;
    while (!rest_.empty()) {
      const std::uint32_t c = pop();
      if (c == 'i' || c == 'm' || c == 's' || c == 'U') {
        any = true;
      } else if (c == '-' && !negative) {
        negative = true;
        any = false;
      } else if ((c == ':' || c == ')') && (any || !negative)) {
        if (c == ':') operand_.push_back(false);
        return;
      } else {
        break;
      }
    }
    fail(bad_perl);
  }

  void close_group() {
    skip(1);
    if (operand_.size() == 1) return fail("unexpected )");
    operand_.pop_back();
    operand_.back() = true;
  }

  void repeat() {
    if (rest_.starts_with('?')) skip(1);  // not greedy
    if (after_repetition_) return fail("invalid nested repetition operator");
    if (!operand_.back()) fail("missing argument to repetition operator");
  }

  /// "{2}", "{2,}", "{2,5}"; anything else is a letter.
  void braces() {
    std::string_view inside = rest_.substr(1);
    const auto least = count(inside);
    if (!least || inside.empty()) return letter();
    std::optional<int> most = least;
    if (inside.starts_with(',')) {
      inside.remove_prefix(1);
      if (inside.empty()) return letter();
      if (!inside.starts_with('}')) {
        most = count(inside);
        if (!most || *most < *least) most = most ? std::optional(too_large) : std::nullopt;
        if (!most) return letter();
      }
    }
    if (!inside.starts_with('}')) return letter();
    rest_ = inside.substr(1);
    constexpr int limit = 1000;
    if (*least > limit || *most > limit) return fail(bad_count);
    repeat();
  }

  void letter() {
    pop();
    operand_.back() = true;
  }

  static constexpr int too_large = 1 << 30;

  /// A number without leading zeros.
  static std::optional<int> count(std::string_view& text) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    const std::string_view number = text.substr(0, digits);
    if (number.empty() || (number.size() > 1 && number.front() == '0')) return std::nullopt;
    text.remove_prefix(digits);
    if (digits > 8) return too_large;
    int value = 0;
    for (const char c : number) value = value * 10 + (c - '0');
    return value;
  }

  void escape_outside_class() {
    if (rest_.size() > 1) {
      switch (rest_[1]) {
        case 'Q':
          return quoted();
        case 'C':  // one byte; RE2/J works on letters
          return fail(bad_escape);
        case 'A':
        case 'b':
        case 'B':
        case 'z':
          skip(2);
          operand_.back() = true;
          return;
        default:
          break;
      }
    }
    if (!unicode_class() && !perl_class()) escape();
    operand_.back() = true;
  }

  /// "\Q...\E": everything inside is letters.
  void quoted() {
    skip(2);
    const std::size_t end = std::min(rest_.find("\\E"), rest_.size());
    if (end > 0) operand_.back() = true;
    skip(end + 2);
  }

  bool perl_class() {
    if (rest_.size() < 2 || rest_[0] != '\\') return false;
    if (std::string_view("dDsSwW").find(rest_[1]) == std::string_view::npos) return false;
    skip(2);
    return true;
  }

  /// "\pN", "\p{Greek}", "\P{^Lu}".
  bool unicode_class() {
    if (!rest_.starts_with("\\p") && !rest_.starts_with("\\P")) return false;
    skip(2);
    if (rest_.empty()) {
      fail(bad_range);
      return true;
    }
    const std::string_view before = rest_;
    std::string_view name;
    if (pop() != '{') {
      name = before.substr(0, before.size() - rest_.size());
    } else {
      const std::size_t end = rest_.find('}');
      if (end == std::string_view::npos) {
        fail(bad_range);
        return true;
      }
      name = rest_.substr(0, end);
      skip(end + 1);
    }
    if (name.starts_with('^')) name.remove_prefix(1);
    if (!std::ranges::binary_search(unicode_classes, name)) fail(bad_range);
    return true;
  }

  /// A backslash and what follows, where it means one letter.
  std::uint32_t escape() {
    skip(1);
    if (rest_.empty()) {
      fail("trailing backslash at end of expression");
      return 0;
    }
    const std::uint32_t c = pop();
    if (c == 'x') return hex_escape();
    // A digit other than 0 alone would be a reference to a group, which RE2 does not have.
    const bool octal_follows = !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '7';
    if (c == '0' || (c >= '1' && c <= '7' && octal_follows)) return octal_escape(c - '0');
    switch (c) {
      case 'a':
        return '\a';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'v':
        return '\v';
      default:
        if (is_word_letter(c)) fail(bad_escape);
        return c;
    }
  }

  std::uint32_t octal_escape(std::uint32_t value) {
    for (int i = 1; i < 3 && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '7'; ++i)
      value = value * 8 + (pop() - '0');
    return value;
  }

  /// "\x7F" or "\x{10FFFF}".
  std::uint32_t hex_escape() {
    constexpr std::uint32_t last_letter = 0x10FFFF;
    std::uint32_t value = 0;
    const bool in_braces = rest_.starts_with('{');
    if (in_braces) skip(1);
    std::size_t digits = 0;
    while (!rest_.empty() && (in_braces || digits < 2)) {
      const std::uint32_t c = pop();
      if (in_braces && c == '}' && digits > 0) return value;
      const int digit = hex_digit(c);
      value = value * 16 + static_cast<std::uint32_t>(digit);
      if (digit < 0 || value > last_letter) {
        fail(bad_escape);
        return 0;
      }
      ++digits;
    }
    if (in_braces || digits < 2) fail(bad_escape);
    return value;
  }

  void char_class() {
    operand_.back() = true;
    skip(1);
    if (rest_.starts_with('^')) skip(1);
    // A ']' in front is a letter.
    for (bool first = true; error_.empty() && (first || !rest_.starts_with(']')); first = false) {
      if (named_class() || unicode_class() || perl_class()) continue;
      const std::uint32_t low = class_letter();
      if (!rest_.starts_with('-') || rest_.starts_with("-]")) continue;
      skip(1);
      const std::uint32_t high = class_letter();
      if (high < low) fail(bad_range);
    }
    skip(1);
  }

  /// "[:alpha:]", "[:^alpha:]"
  bool named_class() {
    if (!rest_.starts_with("[:")) return false;
    const std::size_t end = rest_.find(":]");
    if (end == std::string_view::npos) return false;
    std::string_view name = rest_.substr(2, std::max<std::size_t>(end, 2) - 2);
    if (name.starts_with('^')) name.remove_prefix(1);
    if (!std::ranges::binary_search(posix_classes, name)) fail(bad_range);
    skip(end + 2);
    return true;
  }

  std::uint32_t class_letter() {
    if (rest_.empty()) {
      fail("missing closing ]");
      return 0;
    }
    return rest_.front() == '\\' ? escape() : pop();
  }

  std::string_view rest_;
  std::string_view error_;
  std::vector<bool> operand_{false};  // of the pattern itself and of each open group
  std::vector<std::string_view> names_;
  bool after_repetition_ = false;
};

}  // namespace

std::optional<std::string_view> re2_syntax_error(std::string_view pattern) {
  return Checker(pattern).run();
}

}  // namespace kpp::tools
