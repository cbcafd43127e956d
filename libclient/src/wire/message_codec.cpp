#include "wire/message_codec.hpp"

namespace kpp::wire {

std::string describe(ApiKey key, const char* what, std::int16_t version) {
  return std::string(name(key)) + ' ' + what + " (version " + std::to_string(version) + ')';
}

}  // namespace kpp::wire
