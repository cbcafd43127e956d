#include "wire/messages/describe_configs.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeConfigsRequest>;

}  // namespace kpp::wire
