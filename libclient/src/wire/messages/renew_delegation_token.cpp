#include "wire/messages/renew_delegation_token.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<RenewDelegationTokenRequest>;

}  // namespace kpp::wire
