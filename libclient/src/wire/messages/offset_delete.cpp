#include "wire/messages/offset_delete.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<OffsetDeleteRequest>;

}  // namespace kpp::wire
