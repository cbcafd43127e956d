#include "wire/messages/incremental_alter_configs.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<IncrementalAlterConfigsRequest>;

}  // namespace kpp::wire
