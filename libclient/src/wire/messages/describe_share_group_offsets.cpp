#include "wire/messages/describe_share_group_offsets.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeShareGroupOffsetsRequest>;

}  // namespace kpp::wire
