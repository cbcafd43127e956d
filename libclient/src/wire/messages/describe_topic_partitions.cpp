#include "wire/messages/describe_topic_partitions.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeTopicPartitionsRequest>;

}  // namespace kpp::wire
