#include "wire/messages/sasl_handshake.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<SaslHandshakeRequest>;

}  // namespace kpp::wire
