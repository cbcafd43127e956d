#include "wire/messages/create_topics.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<CreateTopicsRequest>;

}  // namespace kpp::wire
