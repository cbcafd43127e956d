#include "cmd/e2e_latency/positional.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace kpp::tools::e2e_latency {

namespace {

/// A negative number is none, however wrong it may be.
bool is_option(std::string_view word) {
  return word.starts_with('-') && (word.size() < 2 || word[1] < '0' || word[1] > '9');
}

}  // namespace

bool name_positional(std::vector<const char*>& words) {
  constexpr std::array names{"--bootstrap-server", "--topic",       "--num-records",
                             "--producer-acks",    "--record-size", "--command-config"};
  const std::size_t count = words.size() - 1;
  if (count != names.size() && count != names.size() - 1) return false;
  if (std::ranges::any_of(words.begin() + 1, words.end(), is_option)) return false;
  std::vector<const char*> named{words.front()};
  for (std::size_t i = 0; i < count; ++i) {
    named.push_back(names[i]);
    named.push_back(words[i + 1]);
  }
  words = std::move(named);
  return true;
}

}  // namespace kpp::tools::e2e_latency
