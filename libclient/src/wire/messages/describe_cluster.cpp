#include "wire/messages/describe_cluster.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeClusterRequest>;

}  // namespace kpp::wire
