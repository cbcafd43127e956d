#pragma once
/// \file
/// What SCRAM keeps of a password (RFC 5802).

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "kpp/error.hpp"
#include "wire/codec.hpp"

namespace kpp::wire {

enum class ScramHash : std::int8_t { sha_256, sha_512 };

/// As long as the hash: no salt needs more.
[[nodiscard]] Result<Bytes> random_salt();

/// Hi(password, salt, iterations).
[[nodiscard]] Result<Bytes> salted_password(ScramHash hash, std::string_view password,
                                            std::span<const std::byte> salt,
                                            std::int32_t iterations);

}  // namespace kpp::wire
