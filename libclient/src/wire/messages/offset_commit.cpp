#include "wire/messages/offset_commit.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<OffsetCommitRequest>;

}  // namespace kpp::wire
