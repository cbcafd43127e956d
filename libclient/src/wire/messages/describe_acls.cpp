#include "wire/messages/describe_acls.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeAclsRequest>;

}  // namespace kpp::wire
