#include "wire/messages/describe_delegation_token.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeDelegationTokenRequest>;

}  // namespace kpp::wire
