#include "wire/messages/api_versions.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

std::int16_t ApiVersionsRequest::answered_version(std::span<const std::byte> body,
                                                  std::int16_t asked) noexcept {
  const auto code = Reader(body).integer<std::int16_t>();
  return code == static_cast<std::int16_t>(ErrorCode::unsupported_version) ? std::int16_t{0}
                                                                           : asked;
}

template class MessageCodec<ApiVersionsRequest>;

}  // namespace kpp::wire
