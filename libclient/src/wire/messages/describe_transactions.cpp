#include "wire/messages/describe_transactions.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeTransactionsRequest>;

}  // namespace kpp::wire
