#include "wire/messages/alter_partition_reassignments.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<AlterPartitionReassignmentsRequest>;

}  // namespace kpp::wire
