#include "wire/messages/delete_topics.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DeleteTopicsRequest>;

}  // namespace kpp::wire
