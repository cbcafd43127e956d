#include "wire/messages/update_features.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<UpdateFeaturesRequest>;

}  // namespace kpp::wire
