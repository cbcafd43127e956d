#include "wire/messages/offset_fetch.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<OffsetFetchRequest>;

}  // namespace kpp::wire
