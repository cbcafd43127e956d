#include "wire/messages/remove_raft_voter.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<RemoveRaftVoterRequest>;

}  // namespace kpp::wire
