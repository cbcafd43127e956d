#pragma once

#include <string_view>

namespace kpp::tools::console_consumer {

/// Whether a whole text matches a shell's pattern: * any bytes, ? any one, [a-z0] one of these, [!a-z] one of the others,
/// \ takes the special meaning from what follows. A bracket that is not closed is itself.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view text) noexcept;

}  // namespace kpp::tools::console_consumer
