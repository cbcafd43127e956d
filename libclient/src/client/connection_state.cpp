#include "client/connection_state.hpp"

#include <algorithm>

#include "client/connection_problem.hpp"

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

}  // namespace

Error ConnectionState::note_error(rd_kafka_resp_err_t err, const Error& raw) {
  const ConnectionProblem problem = explain(err, raw, *hints_);
  const Error& error = problem.error;
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
      failed_.emplace(broker_name(raw.message()));
      rejected_ = rejected_ || problem.final;
      if (!last_ || problem.final || (!rejected_ && !says_little(error.message()))) last_ = error;
      break;
    default:
      return error;
  }
  trouble_.store(true, std::memory_order_relaxed);
  return error;
}

std::optional<Error> ConnectionState::last() const {
  const std::lock_guard lock(mutex_);
  if (!rejected_)
    if (auto why = hints_->suspicion()) return Error(ErrorCode::connection_failed, *std::move(why));
  return last_;
}

bool ConnectionState::all_down() const {
  const std::lock_guard lock(mutex_);
  return failed_.size() >= bootstrap_servers_;
}

bool ConnectionState::rejected() const {
  const std::lock_guard lock(mutex_);
  return rejected_ || hints_->suspicion();
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
