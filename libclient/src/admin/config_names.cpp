#include <array>

#include "kpp/admin/configs.hpp"

namespace kpp {
namespace {

constexpr std::array<std::string_view, 9> sources{
    "UNKNOWN",
    "DYNAMIC_TOPIC_CONFIG",
    "DYNAMIC_BROKER_CONFIG",
    "DYNAMIC_DEFAULT_BROKER_CONFIG",
    "STATIC_BROKER_CONFIG",
    "DEFAULT_CONFIG",
    "DYNAMIC_BROKER_LOGGER_CONFIG",
    "DYNAMIC_CLIENT_METRICS_CONFIG",
    "DYNAMIC_GROUP_CONFIG",
};

constexpr std::array<std::string_view, 10> types{
    "UNKNOWN", "BOOLEAN", "STRING", "INT", "SHORT", "LONG", "DOUBLE", "LIST", "CLASS", "PASSWORD",
};

template <std::size_t Size>
std::string_view at(const std::array<std::string_view, Size>& names, std::int8_t number) noexcept {
  const bool known = number >= 0 && static_cast<std::size_t>(number) < Size;
  return names[known ? static_cast<std::size_t>(number) : 0];
}

}  // namespace

std::string_view name(ConfigSource source) noexcept {
  return at(sources, static_cast<std::int8_t>(source));
}

std::string_view name(ConfigType type) noexcept {
  return at(types, static_cast<std::int8_t>(type));
}

}  // namespace kpp
