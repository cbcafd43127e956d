#include "wire/messages/describe_quorum.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeQuorumRequest>;

}  // namespace kpp::wire
