#include "wire/messages/list_groups.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ListGroupsRequest>;

}  // namespace kpp::wire
