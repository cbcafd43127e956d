#include "wire/messages/init_producer_id.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<InitProducerIdRequest>;

}  // namespace kpp::wire
