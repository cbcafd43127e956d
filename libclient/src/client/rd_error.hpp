#pragma once
// librdkafka's error codes as `kpp::Error`.

#include <string>

#include "client/rdkafka.hpp"
#include "kpp/error.hpp"

namespace kpp::client {

/// Broker codes keep their number; of librdkafka's own codes those that mean the same as one of
/// ours become that one, and the rest keep their number (-199 to -2).
[[nodiscard]] ErrorCode to_error_code(rd_kafka_resp_err_t err) noexcept;

/// An error with this text, or with the code's own sentence if there is none.
[[nodiscard]] Error make_error(rd_kafka_resp_err_t err, std::string text = {});

/// Copies text and flags, then releases the C object.
[[nodiscard]] Error make_error(RdErrorPtr error);

/// The reason behind RD_KAFKA_RESP_ERR__FATAL.
[[nodiscard]] Error fatal_error(rd_kafka_t* rk);

}  // namespace kpp::client
