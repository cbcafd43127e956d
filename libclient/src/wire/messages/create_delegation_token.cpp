#include "wire/messages/create_delegation_token.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<CreateDelegationTokenRequest>;

}  // namespace kpp::wire
