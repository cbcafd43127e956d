#include "cmd/console_consumer/where/condition.hpp"

#include <algorithm>
#include <array>

#include "formats/json_file.hpp"

namespace kpp::tools::console_consumer {
namespace {

struct Sign {
  std::string_view text;
  Relation relation;
  bool negated;
};
// Those that begin like another come first.
constexpr std::array signs{
    Sign{"==", Relation::equal, false},      Sign{"!=", Relation::equal, true},
    Sign{"=~", Relation::regex, false},      Sign{"!~", Relation::regex, true},
    Sign{"<=", Relation::less_equal, false}, Sign{">=", Relation::greater_equal, false},
    Sign{"<", Relation::less, false},        Sign{">", Relation::greater, false},
    Sign{"~", Relation::glob, false},
};
constexpr std::string_view all_signs = "==, !=, <, <=, >, >=, =~, !~ or ~";
constexpr std::string_view blanks = " \t";

bool compares_order(Relation relation) {
  return relation >= Relation::less && relation <= Relation::greater_equal;
}

class ConditionParser {
 public:
  explicit ConditionParser(std::string_view text) : text_(text) {}

  tl::expected<Condition, std::string> run() {
    skip_blanks();
    bool is_missing = false;
    if (peek() == '!') {
      is_missing = true;
      ++at_;
      skip_blanks();
    }
    if (!subject()) return tl::unexpected(problem_);
    skip_blanks();
    if (at_ == text_.size()) {
      condition_.negated = is_missing;
      return std::move(condition_);
    }
    if (is_missing) return wrong("nothing can follow where ! asks whether something is missing");
    if (!relation()) return tl::unexpected(problem_);
    skip_blanks();
    if (!operand()) return tl::unexpected(problem_);
    return std::move(condition_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }

  tl::unexpected<std::string> wrong(const std::string& what) {
    problem_ =
        '\'' + std::string(text_) + "': " + what + " (position " + std::to_string(at_ + 1) + ')';
    return tl::unexpected(problem_);
  }
  bool fail(const std::string& what) {
    (void)wrong(what);
    return false;
  }

  /// The end of a JSON string that begins here; npos if it is not closed.
  [[nodiscard]] std::size_t quoted_size() const {
    for (std::size_t size = 1; at_ + size < text_.size(); ++size) {
      if (text_[at_ + size] == '\\') {
        ++size;
      } else if (text_[at_ + size] == '"') {
        return size + 1;
      }
    }
    return std::string_view::npos;
  }

  /// Takes a JSON string.
  std::optional<std::string> quoted() {
    const std::size_t size = quoted_size();
    if (size == std::string_view::npos) {
      fail("the quotes are not closed");
      return std::nullopt;
    }
    const auto json = parse_json(text_.substr(at_, size));
    if (!json) {
      fail("this is no JSON string");
      return std::nullopt;
    }
    at_ += size;
    return json->get<std::string>();
  }

  /// Takes a name up to a blank or a sign. In a pointer ~0 and ~1 are escapes.
  std::string bare(bool pointer) {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const char letter = text_[at_];
      const bool escape = pointer && letter == '~' && at_ + 1 < text_.size() &&
                          (text_[at_ + 1] == '0' || text_[at_ + 1] == '1');
      if (!escape && (blanks.find(letter) != std::string_view::npos ||
                      std::string_view("=!<>~").find(letter) != std::string_view::npos))
        break;
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  bool pointer_to(const std::string& path, std::size_t begin) {
    try {
      condition_.subject = Subject::json;
      condition_.pointer = nlohmann::json::json_pointer(path);
      return true;
    } catch (const nlohmann::json::exception&) {
      at_ = begin;
      return fail("in a JSON pointer ~ is written ~0, and / in a name ~1");
    }
  }

  bool subject() {
    constexpr std::string_view header = "header.";
    const std::size_t begin = at_;
    if (peek() == '/') return pointer_to(bare(true), begin);
    if (peek() == '"') {
      const auto path = quoted();
      if (!path) return false;
      if (path->starts_with('/')) return pointer_to(*path, begin);
      at_ = begin;
      return fail("only a JSON pointer can stand here in quotes");
    }
    if (rest().starts_with(header)) {
      at_ += header.size();
      condition_.subject = Subject::header;
      if (peek() == '"') {
        const auto name = quoted();
        if (name) condition_.header = *name;
        return name.has_value();
      }
      condition_.header = bare(false);
      return !condition_.header.empty() || fail("the header's name is missing");
    }
    const std::string word = bare(false);
    if (word == "key" || word == "value") {
      condition_.subject = word == "key" ? Subject::key : Subject::value;
      return true;
    }
    at_ = begin;
    return fail(
        "a condition begins with a JSON pointer such as /temperature, with key, value or "
        "header.NAME");
  }

  bool relation() {
    const auto sign = std::ranges::find_if(
        signs, [&](const Sign& each) { return rest().starts_with(each.text); });
    if (sign == signs.end()) return fail("here must be " + std::string(all_signs));
    if (compares_order(sign->relation) && condition_.subject != Subject::json)
      return fail(std::string(sign->text) +
                  " compares what a JSON pointer leads to; key, value and header.NAME take ==, !=, "
                  "=~, !~ and ~");
    condition_.relation = sign->relation;
    condition_.negated = sign->negated;
    at_ += sign->text.size();
    return true;
  }

  bool operand() {
    if (at_ == text_.size()) return fail("there must be something to compare with");
    std::string_view raw = rest();
    raw = raw.substr(0, raw.find_last_not_of(blanks) + 1);
    const bool patterned =
        condition_.relation == Relation::regex || condition_.relation == Relation::glob;
    if (condition_.subject == Subject::json && !patterned) return json_operand(raw);
    if (raw.front() == '"') {
      condition_.text = quoted();
      if (!condition_.text) return false;
      skip_blanks();
      if (at_ < text_.size()) return fail("nothing can follow the closing quotes");
    } else if (patterned || raw != "null") {
      condition_.text = std::string(raw);
    }
    if (condition_.relation != Relation::regex) return true;
    auto pattern = Pattern::compile(*condition_.text);
    if (!pattern) return fail(pattern.error());
    condition_.pattern = std::move(*pattern);
    return true;
  }

  bool json_operand(std::string_view raw) {
    auto json = parse_json(raw);
    if (!json)
      return fail(
          "a pointer is compared with JSON: a number, true, false, null, or text in double "
          "quotes");
    if (compares_order(condition_.relation) && !json->is_number() && !json->is_string())
      return fail("only numbers and strings are less or greater than others");
    condition_.operand = std::move(*json);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Condition condition_;
  std::string problem_;
};

}  // namespace

tl::expected<Condition, std::string> parse_condition(std::string_view text) {
  return ConditionParser(text).run();
}

}  // namespace kpp::tools::console_consumer
