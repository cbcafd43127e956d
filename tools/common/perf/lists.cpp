#include "perf/lists.hpp"

#include <algorithm>

namespace kpp::tools {

tl::expected<std::vector<std::string>, std::string> name_list(std::string_view text) {
  std::vector<std::string> names;
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    const std::string_view name = rest.substr(0, comma);
    if (name.empty() || std::ranges::find(names, name) != names.end()) {
      return tl::unexpected("'" + std::string(text) +
                            "' is no list of names: each must be there, and only once.");
    }
    names.emplace_back(name);
    if (comma == std::string_view::npos) return names;
    rest.remove_prefix(comma + 1);
  }
}

std::string missing_partition(std::string_view topic, std::int32_t partition, std::int32_t count) {
  return "Topic '" + std::string(topic) + "' has no partition " + std::to_string(partition) +
         ": there are " + std::to_string(count);
}

}  // namespace kpp::tools
