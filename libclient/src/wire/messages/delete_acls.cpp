#include "wire/messages/delete_acls.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DeleteAclsRequest>;

}  // namespace kpp::wire
