#include "wire/messages/list_offsets.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ListOffsetsRequest>;

}  // namespace kpp::wire
