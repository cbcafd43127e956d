#include "wire/messages/describe_groups.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeGroupsRequest>;

}  // namespace kpp::wire
