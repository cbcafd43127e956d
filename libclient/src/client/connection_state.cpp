#include "client/connection_state.hpp"

namespace kpp::client {

void ConnectionState::note_error(rd_kafka_resp_err_t err, const Error& error) {
  const std::lock_guard lock(mutex_);
  switch (err) {
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
      all_down_ = true;
      if (!last_) last_ = error;
      break;
    case RD_KAFKA_RESP_ERR__SSL:
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
      rejected_ = true;
      last_ = error;
      break;
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
      // A rejected connection is also closed; the first of the two says more.
      if (!rejected_) last_ = error;
      break;
    default:
      return;
  }
  trouble_.store(true, std::memory_order_relaxed);
}

std::optional<Error> ConnectionState::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

bool ConnectionState::all_down() const {
  const std::lock_guard lock(mutex_);
  return all_down_;
}

bool ConnectionState::rejected() const {
  const std::lock_guard lock(mutex_);
  return rejected_;
}

void ConnectionState::clear() noexcept {
  const std::lock_guard lock(mutex_);
  last_.reset();
  all_down_ = false;
  rejected_ = false;
  trouble_.store(false, std::memory_order_relaxed);
}

}  // namespace kpp::client
