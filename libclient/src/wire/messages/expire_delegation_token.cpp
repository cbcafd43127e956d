#include "wire/messages/expire_delegation_token.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ExpireDelegationTokenRequest>;

}  // namespace kpp::wire
