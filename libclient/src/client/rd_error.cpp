#include "client/rd_error.hpp"

#include <array>
#include <utility>

namespace kpp::client {

ErrorCode to_error_code(rd_kafka_resp_err_t err) noexcept {
  switch (err) {
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
      return ErrorCode::timed_out;
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__SSL:
      return ErrorCode::connection_failed;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
      return ErrorCode::sasl_authentication_failed;
    case RD_KAFKA_RESP_ERR__QUEUE_FULL:
      return ErrorCode::queue_full;
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT:
      return ErrorCode::purged;
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      return ErrorCode::unknown_topic_or_partition;
    case RD_KAFKA_RESP_ERR__UNKNOWN_GROUP:
      return ErrorCode::invalid_group_id;
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
      return ErrorCode::invalid_argument;
    case RD_KAFKA_RESP_ERR__DESTROY:
      return ErrorCode::closed;
    case RD_KAFKA_RESP_ERR__BAD_MSG:
      return ErrorCode::corrupt_message;
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
      return ErrorCode::unsupported_by_broker;
    case RD_KAFKA_RESP_ERR__FENCED:
      return ErrorCode::producer_fenced;
    case RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST:
      return ErrorCode::illegal_generation;
    default:
      return static_cast<ErrorCode>(err);
  }
}

Error make_error(rd_kafka_resp_err_t err, std::string text) {
  const ErrorCode code = to_error_code(err);
  // The broker's codes have a sentence in the core; librdkafka's own have theirs here.
  const bool own_code = err < RD_KAFKA_RESP_ERR_UNKNOWN;
  if (text.empty() && own_code) text = rd_kafka_err2str(err);
  return {code, std::move(text)};
}

Error make_error(RdErrorPtr error) {
  const rd_kafka_resp_err_t err = rd_kafka_error_code(error.get());
  const Error plain = make_error(err, rd_kafka_error_string(error.get()));
  return plain.with_flags(rd_kafka_error_is_fatal(error.get()) != 0,
                          plain.retriable() || rd_kafka_error_is_retriable(error.get()) != 0,
                          rd_kafka_error_txn_requires_abort(error.get()) != 0);
}

Error fatal_error(rd_kafka_t* rk) {
  std::array<char, 512> text{};
  const rd_kafka_resp_err_t err = rd_kafka_fatal_error(rk, text.data(), text.size());
  return make_error(err, text.data()).with_flags(true, false, false);
}

}  // namespace kpp::client
