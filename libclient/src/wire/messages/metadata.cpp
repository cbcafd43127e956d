#include "wire/messages/metadata.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<MetadataRequest>;

}  // namespace kpp::wire
