#include "wire/messages/elect_leaders.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ElectLeadersRequest>;

}  // namespace kpp::wire
