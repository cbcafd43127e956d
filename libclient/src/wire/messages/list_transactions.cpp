#include "wire/messages/list_transactions.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ListTransactionsRequest>;

}  // namespace kpp::wire
