#include "wire/messages/list_config_resources.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<ListConfigResourcesRequest>;

}  // namespace kpp::wire
