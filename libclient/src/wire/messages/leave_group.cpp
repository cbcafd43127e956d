#include "wire/messages/leave_group.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<LeaveGroupRequest>;

}  // namespace kpp::wire
