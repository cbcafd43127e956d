#include "bootstrap.hpp"

#include <algorithm>
#include <cctype>

namespace kpp::tools {

std::optional<UsageError> check_bootstrap(std::string_view servers) {
  if (servers.find_first_not_of(" \t") == std::string_view::npos)
    return UsageError{"Error while validating the bootstrap address"};
  for (std::string_view rest = servers; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view entry = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const std::size_t colon = entry.rfind(':');
    const bool has_port = colon != std::string_view::npos && colon + 1 < entry.size() &&
                          std::ranges::all_of(entry.substr(colon + 1), [](unsigned char letter) {
                            return std::isdigit(letter) != 0;
                          });
    if (!has_port) return UsageError{"Please provide valid host:port like host1:9091,host2:9092"};
  }
  return std::nullopt;
}

}  // namespace kpp::tools
