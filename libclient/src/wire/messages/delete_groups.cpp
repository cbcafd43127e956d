#include "wire/messages/delete_groups.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DeleteGroupsRequest>;

}  // namespace kpp::wire
