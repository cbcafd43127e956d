#include "wire/messages/describe_producers.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeProducersRequest>;

}  // namespace kpp::wire
