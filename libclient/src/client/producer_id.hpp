#pragma once

#include "client/rdkafka.hpp"

namespace kpp::client {

/// Gives an idempotent producer its id (KIP-98) a few milliseconds after it has connected.
///
/// librdkafka asks for the id when it reads an answer about the cluster, if a broker is up. But the
/// first such answer makes it leave the bootstrap connection for the broker behind it, so none is,
/// and the next try comes half a second later; nothing is sent until then. One more question about
/// the cluster, which waits by itself until a broker is up, makes it ask again at once. The answer
/// arrives in `queue` as an event that nobody needs.
void request_producer_id_soon(rd_kafka_t* rk, rd_kafka_queue_t* queue);

}  // namespace kpp::client
