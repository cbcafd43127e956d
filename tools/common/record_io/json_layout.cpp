#include "record_io/json_layout.hpp"

#include <algorithm>
#include <cstddef>

namespace kpp::tools {
namespace {

constexpr std::string_view blanks = " \t\r\n";
// Indentation that grew with the depth would make megabytes of a few kilobytes of brackets.
constexpr std::size_t deepest = 64;

constexpr std::string_view plain = "\x1b[0m";
constexpr std::string_view name_colour = "\x1b[34;1m";
constexpr std::string_view string_colour = "\x1b[32m";
constexpr std::string_view number_colour = "\x1b[36m";
constexpr std::string_view word_colour = "\x1b[33m";

class Writer {
 public:
  Writer(std::string& out, std::string_view json, JsonLayout layout)
      : out_(out), json_(json), layout_(layout) {}

  void run() {
    while (at_ < json_.size()) {
      const char letter = json_[at_];
      if (blanks.find(letter) != std::string_view::npos) {
        if (!layout_.indented) out_ += letter;
        ++at_;
      } else if (letter == '{' || letter == '[') {
        open(letter);
      } else if (letter == '}' || letter == ']') {
        close(letter);
      } else if (letter == ',') {
        ++at_;
        out_ += ',';
        name_is_next_ = in_object();
        new_line();
      } else if (letter == ':') {
        ++at_;
        out_ += layout_.indented ? ": " : ":";
      } else {
        scalar();
      }
    }
  }

 private:
  [[nodiscard]] bool in_object() const { return !open_.empty() && open_.back() == '{'; }

  void new_line() {
    if (!layout_.indented || open_.size() > deepest) return;
    out_ += '\n';
    out_.append(2 * open_.size(), ' ');
  }

  void open(char bracket) {
    ++at_;
    out_ += bracket;
    open_ += bracket;
    name_is_next_ = in_object();
    const std::size_t next = json_.find_first_not_of(blanks, at_);
    if (next < json_.size() && (json_[next] == '}' || json_[next] == ']')) {
      is_empty_ = true;
    } else {
      new_line();
    }
  }

  void close(char bracket) {
    ++at_;
    const bool lined = open_.size() <= deepest;
    open_.pop_back();
    if (!is_empty_ && lined) new_line();
    is_empty_ = false;
    out_ += bracket;
  }

  void scalar() {
    const std::size_t begin = at_;
    const bool is_string = json_[at_] == '"';
    if (is_string) {
      for (++at_; json_[at_] != '"'; ++at_)
        if (json_[at_] == '\\') ++at_;
      ++at_;
    } else {
      at_ = std::min(json_.find_first_of(" \t\r\n,]}", at_), json_.size());
    }
    const std::string_view token = json_.substr(begin, at_ - begin);
    if (!layout_.coloured) {
      out_ += token;
    } else {
      out_ += colour_of(token);
      out_ += token;
      out_ += plain;
    }
    name_is_next_ = false;
  }

  [[nodiscard]] std::string_view colour_of(std::string_view token) const {
    if (token.front() == '"') return name_is_next_ ? name_colour : string_colour;
    return token.front() >= 'a' ? word_colour : number_colour;
  }

  std::string& out_;
  std::string_view json_;
  JsonLayout layout_;
  std::size_t at_ = 0;
  std::string open_;  // the brackets that are open
  bool name_is_next_ = false;
  bool is_empty_ = false;
};

}  // namespace

void append_json(std::string& out, std::string_view json, JsonLayout layout) {
  Writer(out, json, layout).run();
}

}  // namespace kpp::tools
