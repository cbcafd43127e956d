#include "perf/config_text.hpp"

namespace kpp::tools {

std::string config_text(std::string_view client, const std::map<std::string, std::string>& config) {
  std::string text(client);
  text += " settings in effect:\n";
  for (const auto& [key, value] : config)
    text.append("\t").append(key).append(" = ").append(value).append("\n");
  return text;
}

}  // namespace kpp::tools
