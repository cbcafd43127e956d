#include "wire/messages/describe_client_quotas.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeClientQuotasRequest>;

}  // namespace kpp::wire
