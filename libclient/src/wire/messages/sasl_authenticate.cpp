#include "wire/messages/sasl_authenticate.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<SaslAuthenticateRequest>;

}  // namespace kpp::wire
