#pragma once
// librdkafka's words for a connection that did not come about, as one sentence that says what to do: the same that the
// administration plane says.

#include <string>
#include <string_view>

#include "client/peer_hints.hpp"
#include "client/rdkafka.hpp"
#include "kpp/error.hpp"

namespace kpp::client {

struct ConnectionProblem {
  Error error;
  bool final = false;  ///< TLS or the login failed: trying again is of no use.
};

[[nodiscard]] ConnectionProblem explain(rd_kafka_resp_err_t err, const Error& raw,
                                        const PeerHints& hints);

/// "localhost:9093" of "sasl_ssl://localhost:9093/bootstrap: Connect to ...".
[[nodiscard]] std::string address_of(std::string_view text);

}  // namespace kpp::client
