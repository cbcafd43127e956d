#include "core/jaas.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace kpp::core {
namespace {

// Java reads this text with StreamTokenizer: words, quoted strings with backslash escapes, '=' and
// ';'.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool accept(char wanted) {
    skip_blanks();
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// A word or a quoted string; empty optional if there is none here or a quote is not closed.
  std::optional<std::string> word() {
    skip_blanks();
    if (rest_.empty()) return std::nullopt;
    if (rest_.front() == '"' || rest_.front() == '\'') return quoted(rest_.front());
    std::size_t end = 0;
    while (end < rest_.size() && !std::isspace(static_cast<unsigned char>(rest_[end])) &&
           rest_[end] != '=' && rest_[end] != ';' && rest_[end] != '"') {
      ++end;
    }
    if (end == 0) return std::nullopt;
    std::string result(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return result;
  }

  bool at_end() {
    skip_blanks();
    return rest_.empty();
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
      rest_.remove_prefix(1);
    }
  }

  std::optional<std::string> quoted(char quote) {
    std::string result;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == quote) {
        rest_.remove_prefix(i + 1);
        return result;
      }
      if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
      result.push_back(rest_[i]);
    }
    return std::nullopt;
  }

  std::string_view rest_;
};

tl::unexpected<Error> malformed(const char* what) {
  return fail(ErrorCode::invalid_config_value, std::string("sasl.jaas.config: ") + what);
}

}  // namespace

Result<JaasEntry> parse_jaas(std::string_view text) {
  Scanner scanner(text);
  const std::optional<std::string> module = scanner.word();
  if (!module) return malformed("expected the name of a login module");
  constexpr std::array flags{"required", "requisite", "sufficient", "optional"};
  const std::optional<std::string> flag = scanner.word();
  if (!flag || std::ranges::find(flags, *flag) == flags.end()) {
    return malformed("expected 'required' after the name of the login module");
  }
  JaasEntry entry;
  entry.login_module = module->substr(module->rfind('.') + 1);
  while (!scanner.accept(';')) {
    std::optional<std::string> key = scanner.word();
    if (!key) return malformed("expected ';' at the end");
    if (!scanner.accept('=')) return malformed("expected key=value pairs");
    std::optional<std::string> value = scanner.word();
    if (!value) return malformed("a value is missing or its quote is not closed");
    entry.options.insert_or_assign(std::move(*key), std::move(*value));
  }
  if (!scanner.at_end()) return malformed("only one login module is possible");
  return entry;
}

std::string jaas_option(const JaasEntry& entry, std::string_view name) {
  const auto found = entry.options.find(name);
  return found != entry.options.end() ? found->second : std::string();
}

}  // namespace kpp::core
