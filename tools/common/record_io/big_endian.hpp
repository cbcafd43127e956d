#pragma once

#include <cstdint>
#include <string_view>

namespace kpp::tools {

/// A number with a sign, in one to eight bytes: two's complement, the highest first.
[[nodiscard]] inline std::int64_t big_endian(std::string_view bytes) noexcept {
  // Begin with the sign, so that it fills what is in front.
  const bool negative = (static_cast<unsigned char>(bytes.front()) & 0x80U) != 0;
  std::uint64_t number = negative ? ~std::uint64_t{0} : 0;
  for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(number);
}

}  // namespace kpp::tools
