#include "wire/messages/consumer_group_describe.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ConsumerGroupDescribeRequest>;

}  // namespace kpp::wire
