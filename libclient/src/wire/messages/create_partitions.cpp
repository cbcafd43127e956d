#include "wire/messages/create_partitions.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<CreatePartitionsRequest>;

}  // namespace kpp::wire
