#include "wire/messages/add_raft_voter.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<AddRaftVoterRequest>;

}  // namespace kpp::wire
