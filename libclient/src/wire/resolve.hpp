#pragma once
/// \file
/// From a host name to numeric addresses, without holding up the loop.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "kpp/error.hpp"
#include "wire/loop.hpp"

namespace kpp::wire {

enum class AddressFamily : std::uint8_t { any, v4, v6 };

using OnResolved = std::function<void(Result<std::vector<std::string>>)>;

/// Numeric addresses and "localhost" (RFC 6761) are answered at once; anything else asks the
/// system's resolver, which may take as long as it likes, on a thread of its own. With the loop's
/// lock held; so is the handler called.
void resolve(Loop& loop, const std::string& host, AddressFamily family, OnResolved handler);

}  // namespace kpp::wire
