#include "wire/messages/describe_log_dirs.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeLogDirsRequest>;

}  // namespace kpp::wire
