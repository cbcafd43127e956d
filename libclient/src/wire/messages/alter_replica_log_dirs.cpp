#include "wire/messages/alter_replica_log_dirs.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<AlterReplicaLogDirsRequest>;

}  // namespace kpp::wire
