#include "wire/messages/find_coordinator.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<FindCoordinatorRequest>;

}  // namespace kpp::wire
