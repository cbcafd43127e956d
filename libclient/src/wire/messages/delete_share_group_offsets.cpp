#include "wire/messages/delete_share_group_offsets.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DeleteShareGroupOffsetsRequest>;

}  // namespace kpp::wire
