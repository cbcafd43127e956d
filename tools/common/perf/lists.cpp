#include "perf/lists.hpp"

#include <algorithm>

#include "options/partition_list.hpp"

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

bool is_topic_name(std::string_view name) {
  constexpr std::size_t longest = 249;
  constexpr std::string_view allowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return !name.empty() && name.size() <= longest && name != "." && name != ".." &&
         name.find_first_not_of(allowed) == std::string_view::npos;
}

Result<void> check_topic(std::string_view topic, const Result<std::vector<PartitionInfo>>& found,
                         const std::vector<std::int32_t>& wanted) {
  if (!found) return tl::unexpected(found.error());
  if (wanted.empty() || wanted.back() < static_cast<std::int32_t>(found->size())) return {};
  return fail(ErrorCode::unknown_topic_or_partition,
              missing_partition(topic, wanted.back(), found->size()));
}

}  // namespace kpp::tools
