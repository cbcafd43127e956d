#include "cmd/log_dirs/arguments.hpp"

#include <algorithm>
#include <charconv>

namespace kpp::tools::log_dirs {

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

tl::expected<std::vector<std::int32_t>, UsageError> broker_list(const Options& options) {
  std::vector<std::int32_t> brokers;
  for (const std::string& part : split_list(options.value_or("broker-list", ""))) {
    std::int32_t id = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), id);
    if (error != std::errc{} || end != part.data() + part.size())
      return tl::unexpected(UsageError{"For input string: \"" + part + '"'});
    if (std::ranges::find(brokers, id) == brokers.end()) brokers.push_back(id);
  }
  return brokers;
}

}  // namespace kpp::tools::log_dirs
