#include "wire/messages/unregister_broker.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<UnregisterBrokerRequest>;

}  // namespace kpp::wire
