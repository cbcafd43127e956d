#include "wire/messages/delete_records.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DeleteRecordsRequest>;

}  // namespace kpp::wire
