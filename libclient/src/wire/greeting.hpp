#pragma once
/// \file
/// What a peer that is no Kafka broker says first.

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace kpp::wire {

/// For the first bytes that came from `address` and are no Kafka response: the sentence that says
/// what is there.
[[nodiscard]] std::string describe_foreign_peer(const std::string& address,
                                                std::span<const std::byte> bytes);

}  // namespace kpp::wire
