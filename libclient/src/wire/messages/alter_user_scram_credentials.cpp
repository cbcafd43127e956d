#include "wire/messages/alter_user_scram_credentials.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<AlterUserScramCredentialsRequest>;

}  // namespace kpp::wire
