#include "wire/greeting.hpp"

#include <algorithm>
#include <cstdint>

namespace kpp::wire {
namespace {

/// TLS records begin with their type, 20 to 24, and the version's major number, 3.
bool is_tls_record(std::span<const std::byte> bytes) {
  if (bytes.size() < 2) return false;
  const auto type = std::to_integer<int>(bytes[0]);
  return type >= 20 && type <= 24 && bytes[1] == std::byte{3};
}

/// The first line, if it is text.
std::string first_line(std::span<const std::byte> bytes) {
  constexpr std::size_t most = 60;
  std::string line;
  for (const std::byte byte : bytes.first(std::min(bytes.size(), most))) {
    const char c = static_cast<char>(byte);
    if (c == '\r' || c == '\n') break;
    if (c < ' ' || c > '~') return {};
    line.push_back(c);
  }
  return line;
}

}  // namespace

std::string describe_foreign_peer(const std::string& address, std::span<const std::byte> bytes) {
  if (is_tls_record(bytes))
    return address + " seems to expect TLS; set security.protocol to SSL or SASL_SSL";
  std::string sentence = address + " does not speak the Kafka protocol";
  if (const std::string line = first_line(bytes); !line.empty())
    sentence += " (it answered \"" + line + "\")";
  return sentence;
}

}  // namespace kpp::wire
