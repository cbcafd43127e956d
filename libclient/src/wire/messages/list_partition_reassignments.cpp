#include "wire/messages/list_partition_reassignments.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ListPartitionReassignmentsRequest>;

}  // namespace kpp::wire
