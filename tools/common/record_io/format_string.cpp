#include "record_io/format_string.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/escapes.hpp"

namespace kpp::tools {
namespace {

using Field = FormatField;
using Form = FormatForm;

enum class Kind : std::uint8_t { bytes, text, number, time };

struct Letter {
  char letter;
  Field field;
  Kind kind;
};
constexpr std::array letters{
    Letter{'k', Field::key, Kind::bytes},         Letter{'s', Field::value, Kind::bytes},
    Letter{'v', Field::value, Kind::bytes},       Letter{'h', Field::headers, Kind::bytes},
    Letter{'t', Field::topic, Kind::text},        Letter{'p', Field::partition, Kind::number},
    Letter{'o', Field::offset, Kind::number},     Letter{'K', Field::key_size, Kind::number},
    Letter{'S', Field::value_size, Kind::number}, Letter{'V', Field::value_size, Kind::number},
    Letter{'R', Field::value_size, Kind::number}, Letter{'T', Field::timestamp, Kind::time},
};

struct Modifier {
  std::string_view name;
  Form form;
  bool bytes;
  bool number;
  bool time;
};
constexpr std::array modifiers{
    Modifier{"hex", Form::hex, true, false, false},
    Modifier{"base64", Form::base64, true, false, false},
    Modifier{"be16", Form::be16, false, true, true},
    Modifier{"be32", Form::be32, false, true, true},
    Modifier{"be64", Form::be64, false, true, true},
    Modifier{"ms", Form::text, false, false, true},
    Modifier{"s", Form::seconds, false, false, true},
    Modifier{"rfc3339", Form::rfc3339, false, false, true},
};

constexpr std::string_view strftime_prefix = "strftime:";
// So that what a pattern makes of a time fits a small buffer.
constexpr std::size_t longest_pattern = 100;

bool serves(const Modifier& modifier, Kind kind) {
  return (modifier.bytes && kind == Kind::bytes) || (modifier.number && kind == Kind::number) ||
         (modifier.time && kind == Kind::time);
}

/// "{hex} and {base64}"
std::string modifiers_of(Kind kind) {
  std::vector<std::string> names;
  for (const Modifier& modifier : modifiers)
    if (serves(modifier, kind)) names.push_back('{' + std::string(modifier.name) + '}');
  if (kind == Kind::time) names.emplace_back("{strftime:...}");
  if (names.empty()) return "none";
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " and " : ", ";
    list += names[i];
  }
  return list;
}

std::string position(std::size_t at) {
  return "at position " + std::to_string(at + 1);
}

class FormatParser {
 public:
  explicit FormatParser(std::string_view format) : format_(format) {}

  tl::expected<std::vector<FormatPiece>, std::string> run() {
    if (format_.empty()) return tl::unexpected(std::string("the format is empty"));
    while (at_ < format_.size() && problem_.empty()) {
      if (format_[at_] == '%' && next() != '%') {
        field();
      } else {
        literal();
      }
    }
    if (!problem_.empty()) return tl::unexpected(std::move(problem_));
    return std::move(pieces_);
  }

 private:
  /// What follows the current byte; 0 at the end.
  [[nodiscard]] char next() const { return at_ + 1 < format_.size() ? format_[at_ + 1] : '\0'; }

  void literal() {
    const std::size_t begin = at_;
    char letter = format_[at_];
    if (letter == '\\') {
      const auto escaped = escape();
      if (!escaped) return;
      letter = *escaped;
    } else {
      at_ += letter == '%' ? 2 : 1;
    }
    if (pieces_.empty() || pieces_.back().field != Field::literal)
      pieces_.push_back({.at = begin + 1});
    pieces_.back().text += letter;
    pieces_.back().source += format_.substr(begin, at_ - begin);
  }

  /// Takes what a backslash begins.
  std::optional<char> escape() {
    const std::size_t begin = at_;
    const auto byte = take_escape(format_, at_);
    if (byte) return *byte;
    problem_ = byte.error().subject + ' ' + position(begin) + ' ' + byte.error().predicate;
    return std::nullopt;
  }

  void field() {
    const std::size_t begin = at_;
    if (begin + 1 == format_.size()) {
      problem_ = "the % at the end of the format names nothing; %% is a percent sign";
      return;
    }
    const char letter = next();
    const auto known = std::ranges::find(letters, letter, &Letter::letter);
    if (known == letters.end()) {
      problem_ = "unknown letter %" + std::string(1, letter) + ' ' + position(begin) +
                 "; --help-format lists them";
      return;
    }
    at_ += 2;
    FormatPiece piece{.field = known->field, .at = begin + 1};
    if (at_ < format_.size() && format_[at_] == '{') {
      if (!modifier(*known, piece)) return;
    } else if (letter == 'R') {
      piece.form = Form::be32;
    }
    piece.source = format_.substr(begin, at_ - begin);
    pieces_.push_back(std::move(piece));
  }

  /// Takes "{...}".
  bool modifier(const Letter& letter, FormatPiece& piece) {
    const std::size_t begin = at_++;
    std::string name;
    while (at_ < format_.size() && format_[at_] != '}') {
      if (format_[at_] == '\\') {
        const auto escaped = escape();
        if (!escaped) return false;
        name += *escaped;
      } else {
        name += format_[at_++];
      }
    }
    if (at_ == format_.size()) {
      problem_ = "the brace " + position(begin) + " is not closed; \\{ is a brace";
      return false;
    }
    ++at_;
    if (letter.kind == Kind::time && name.starts_with(strftime_prefix)) {
      piece.form = Form::strftime;
      piece.text = name.substr(strftime_prefix.size());
      return is_pattern(piece.text, begin);
    }
    const auto known = std::ranges::find(modifiers, name, &Modifier::name);
    if (known != modifiers.end() && serves(*known, letter.kind) && letter.letter != 'R') {
      piece.form = known->form;
      return true;
    }
    problem_ = "%" + std::string(1, letter.letter) + " takes no modifier {" + name + "} " +
               position(begin) + "; it takes " +
               (letter.letter == 'R' ? "none" : modifiers_of(letter.kind));
    return false;
  }

  /// strftime(3) prints what it does not know, or reads the time zone of this machine for it.
  bool is_pattern(std::string_view pattern, std::size_t begin) {
    constexpr std::string_view flags = "_-0^#";
    constexpr std::string_view known = "aAbBcCdDeFgGhHIjklmMnpPrRStTuUVwWxXyYzZ%";
    if (pattern.empty() || pattern.size() > longest_pattern) {
      problem_ = "{strftime:...} " + position(begin) + " takes a pattern of 1 to " +
                 std::to_string(longest_pattern) + " bytes";
      return false;
    }
    for (std::size_t at = pattern.find('%'); at != std::string_view::npos;
         at = pattern.find('%', at + 1)) {
      ++at;
      if (at < pattern.size() && flags.find(pattern[at]) != std::string_view::npos) ++at;
      if (at < pattern.size() && known.find(pattern[at]) != std::string_view::npos) continue;
      problem_ = "the pattern of {strftime:...} " + position(begin) +
                 " has an unknown conversion %" +
                 std::string(pattern.substr(std::min(at, pattern.size()), 1));
      return false;
    }
    return true;
  }

  std::string_view format_;
  std::size_t at_ = 0;
  std::vector<FormatPiece> pieces_;
  std::string problem_;
};

}  // namespace

tl::expected<std::vector<FormatPiece>, std::string> parse_format(std::string_view format) {
  return FormatParser(format).run();
}

}  // namespace kpp::tools
