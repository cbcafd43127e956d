#include "cmd/console_consumer/where/pattern.hpp"

#include <regex.h>

#include <string>

#include "cmd/console_consumer/topic_pattern.hpp"

namespace kpp::tools::console_consumer {

struct Pattern::Compiled {
  Compiled() = default;
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() {
    if (valid) ::regfree(&regex);
  }
  regex_t regex{};
  bool valid = false;
};

tl::expected<Pattern, std::string> Pattern::compile(std::string_view java) {
  constexpr std::string_view any_case = "(?i)";
  int flags = REG_EXTENDED | REG_NOSUB;
  std::string_view rest = java;
  if (rest.starts_with(any_case)) {
    rest.remove_prefix(any_case.size());
    flags |= REG_ICASE;
  }
  const auto posix = posix_pattern(rest);
  if (!posix) return tl::unexpected(posix.error());
  auto compiled = std::make_shared<Compiled>();
  if (::regcomp(&compiled->regex, posix->c_str(), flags) != 0)
    return tl::unexpected(std::string(java) + " is an invalid regex.");
  compiled->valid = true;
  return Pattern(std::move(compiled));
}

bool Pattern::is_in(std::string_view text) const noexcept {
  // By its ends, since values may have zero bytes and none behind them.
  regmatch_t ends{0, static_cast<regoff_t>(text.size())};
  const char* bytes = text.empty() ? "" : text.data();
  return ::regexec(&compiled_->regex, bytes, 0, &ends, REG_STARTEND) == 0;
}

}  // namespace kpp::tools::console_consumer
