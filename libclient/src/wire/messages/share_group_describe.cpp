#include "wire/messages/share_group_describe.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ShareGroupDescribeRequest>;

}  // namespace kpp::wire
