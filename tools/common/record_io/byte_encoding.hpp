#pragma once
// Bytes that stand in a text as letters.

#include <cstdint>
#include <string>
#include <string_view>

namespace kpp::tools {

enum class ByteEncoding : std::uint8_t { plain, hex, base64 };

/// Appends the bytes that the text stands for. Blanks and line ends between the letters do not count, so that what
/// xxd(1) and base64(1) print can be read; hexadecimal digits come in pairs of either case. False for what is neither.
[[nodiscard]] bool append_decoded(std::string& out, std::string_view text, ByteEncoding encoding);

/// "hexadecimal" or "base64", for sentences.
[[nodiscard]] std::string_view name_of(ByteEncoding encoding) noexcept;

}  // namespace kpp::tools
