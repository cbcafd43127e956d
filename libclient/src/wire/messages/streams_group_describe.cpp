#include "wire/messages/streams_group_describe.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<StreamsGroupDescribeRequest>;

}  // namespace kpp::wire
