#include "wire/messages/create_acls.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<CreateAclsRequest>;

}  // namespace kpp::wire
