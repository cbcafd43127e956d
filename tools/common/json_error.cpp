#include "json_error.hpp"

#include <nlohmann/json.hpp>

namespace kpp::tools {

std::string json_error(std::string_view code, std::string_view message) {
  const nlohmann::ordered_json object{{"version", 1},
                                      {"error", {{"code", code}, {"message", message}}}};
  // Messages may hold bytes of a user's input that are not UTF-8.
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace kpp::tools
