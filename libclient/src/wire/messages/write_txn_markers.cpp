#include "wire/messages/write_txn_markers.hpp"

#include "wire/message_codec.hpp"

namespace kpp::wire {

template class MessageCodec<WriteTxnMarkersRequest>;

}  // namespace kpp::wire
