#include "client/connection_state.hpp"

#include <algorithm>

namespace kpp::client {
namespace {

/// "host:9092/bootstrap: Connect to ... failed": the part before the first ": ".
std::string_view broker_name(std::string_view text) noexcept {
  return text.substr(0, text.find(": "));
}

/// A closed connection without librdkafka's guess at the cause. It also follows upon a failure that was explained.
bool says_little(std::string_view text) noexcept {
  return text.find("Disconnected") != std::string_view::npos &&
         text.find("handshake failed") == std::string_view::npos &&
         text.find("security.protocol") == std::string_view::npos;
}

/// Without librdkafka's own bookkeeping: "... (after 0ms in state CONNECT, 3 identical error(s) suppressed)".
Error for_people(const Error& error) {
  const std::string& text = error.message();
  const std::size_t note = text.rfind(" (after ");
  if (note == std::string::npos || !text.ends_with(')')) return error;
  return {error.code(), text.substr(0, note)};
}

}  // namespace

void ConnectionState::note_error(rd_kafka_resp_err_t err, const Error& raw) {
  const Error error = for_people(raw);
  const std::lock_guard lock(mutex_);
  switch (err) {
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
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
      failed_.emplace(broker_name(error.message()));
      if (!last_ || (!rejected_ && !says_little(error.message()))) last_ = error;
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
  return failed_.size() >= bootstrap_servers_;
}

bool ConnectionState::rejected() const {
  const std::lock_guard lock(mutex_);
  return rejected_;
}

void ConnectionState::clear() noexcept {
  const std::lock_guard lock(mutex_);
  last_.reset();
  failed_.clear();
  rejected_ = false;
  trouble_.store(false, std::memory_order_relaxed);
}

std::size_t count_servers(std::string_view list) noexcept {
  return static_cast<std::size_t>(std::ranges::count(list, ',')) + 1;
}

}  // namespace kpp::client
