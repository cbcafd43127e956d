#include "wire/messages/alter_client_quotas.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<AlterClientQuotasRequest>;

}  // namespace kpp::wire
