#include "wire/messages/alter_share_group_offsets.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<AlterShareGroupOffsetsRequest>;

}  // namespace kpp::wire
