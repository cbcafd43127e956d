#include "wire/messages/describe_user_scram_credentials.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<DescribeUserScramCredentialsRequest>;

}  // namespace kpp::wire
