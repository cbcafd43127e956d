#include <cstring>

#include "core/base64.hpp"
#include "kpp/types.hpp"

namespace kpp {
namespace {

constexpr std::size_t text_length = 22;  // 16 bytes in base64 without padding

}  // namespace

std::string Uuid::to_string() const {
  return base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<Uuid> Uuid::parse(std::string_view text) {
  // Java's encoder writes no padding, its decoder takes some.
  while (text.size() > text_length && text.ends_with('=')) text.remove_suffix(1);
  const auto decoded = text.size() == text_length ? from_base64url(text) : std::nullopt;
  Uuid id;
  if (!decoded || decoded->size() != id.bytes.size()) {
    std::string sentence("'");  // not operator+: g++ 12 warns of what it inlines there
    sentence.append(text).append("' is not a uuid in URL-safe base64");
    return fail(ErrorCode::invalid_argument, std::move(sentence));
  }
  std::memcpy(id.bytes.data(), decoded->data(), id.bytes.size());
  return id;
}

}  // namespace kpp
