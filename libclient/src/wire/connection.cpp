#include "wire/connection.hpp"

#include <utility>

#include "kpp/version.hpp"
#include "security/broker_sentences.hpp"

namespace kpp::wire {
namespace {

constexpr std::string_view software_name = "kpp";

// A broker may close once while it starts or stops; a TLS listener closes each time.
constexpr int closed_unanswered_limit = 2;

}  // namespace

bool Connection::leads_to(const Address& address) const {
  if (address == address_) return true;
  // Once it is lost, the name may lead to another broker.
  return address == peer_ && state() == State::ready && pipeline_->usable();
}

Connection::State Connection::state() const noexcept {
  if (state_ == State::ready && pipeline_->broken()) return State::idle;
  return state_;
}

void Connection::open() {
  if (state() == State::opening || state() == State::ready) return;
  state_ = State::opening;
  failure_.reset();
  pipeline_.reset();
  failed_attempts_ = 0;
  closed_unanswered_ = 0;
  opened_at_ = Loop::Clock::now();
  setup_timer_ = loop_.call_at(opened_at_ + config_.setup_timeout, [self = shared_from_this()] {
    self->setup_timer_.reset();
    self->on_setup_timeout();
  });
  dial();
}

bool Connection::hopeless() const {
  return state_ == State::failed && Loop::Clock::now() - failed_at_ < config_.failure_memory;
}

void Connection::open_unless_hopeless() {
  if (!hopeless()) open();
}

void Connection::dial() {
  // Before the setup timer, so that the dialer's more precise words are heard.
  const Loop::Time deadline = opened_at_ + config_.setup_timeout - std::chrono::milliseconds(10);
  dialer_ = std::make_shared<Dialer>(loop_, config_, address_);
  dialer_->dial(deadline, [self = shared_from_this()](auto dialed) {
    self->dialer_.reset();
    if (!dialed) {
      self->on_dial_failed(dialed.error());
      return;
    }
    self->peer_ = {std::move(dialed->ip), self->address_.port};
    self->pipeline_ = std::make_shared<Pipeline>(self->loop_, self->config_,
                                                 std::move(dialed->transport), self->name_);
    self->pipeline_->start();
    self->negotiate(ApiVersionsRequest::versions.max);
  });
}

void Connection::on_dial_failed(const DialFailure& failure) {
  if (failure.kind == DialFailure::Kind::refused) {
    try_again_or_fail(failure.error);
  } else {
    give_up(failure.error);
  }
}

void Connection::try_again_or_fail(const Error& why) {
  ++failed_attempts_;
  const Loop::Time next = Loop::Clock::now() + config_.reconnect.after(failed_attempts_);
  if (next > opened_at_ + config_.refused_patience) {
    give_up(why);
    return;
  }
  retry_timer_ = loop_.call_at(next, [self = shared_from_this()] {
    self->retry_timer_.reset();
    self->dial();
  });
  loop_.notify();
}

void Connection::negotiate(std::int16_t version) {
  auto exchange =
      make_exchange(ApiVersionsRequest{.client_software_name = std::string(software_name),
                                       .client_software_version = std::string(kpp::version())});
  exchange->on_done = [self = shared_from_this(), raw = exchange.get()] {
    if (self->state_ == State::opening) self->on_negotiated(*raw);
  };
  pipeline_->send(exchange, version);
}

void Connection::on_negotiated(const Exchange& exchange) {
  const Result<ApiVersionsResponse> answer = answer_of<ApiVersionsRequest>(exchange);
  if (exchange.error) {
    on_not_negotiated(*exchange.error);
    return;
  }
  if (!answer) {
    give_up(Error(ErrorCode::connection_failed,
                  name_ + " does not speak the Kafka protocol: " + answer.error().message()));
    return;
  }
  const auto code = static_cast<ErrorCode>(answer->error_code);
  const BrokerVersions versions(*answer);
  if (code == ErrorCode::unsupported_version) {
    const VersionRange theirs = versions.of(ApiKey::api_versions);
    const std::int16_t next = newest_common(ApiVersionsRequest::versions, theirs).value_or(0);
    if (next < exchange.version) {
      negotiate(next);
      return;
    }
  }
  if (code != ErrorCode::none) {
    give_up(Error(code, name_ + " refused ApiVersions: " + std::string(default_message(code))));
    return;
  }
  if (versions.of_a_controller() && !config_.to_controllers) {
    give_up(Error(ErrorCode::mismatched_endpoint_type,
                  "The request was sent to an endpoint of type CONTROLLER, but we wanted an "
                  "endpoint of type BROKER"));
    return;
  }
  versions_ = versions;
  if (config_.sasl) {
    log_in();
  } else {
    on_ready();
  }
}

void Connection::log_in() {
  logged_in_until_.reset();
  login_ = std::make_shared<Login>(loop_, *config_.sasl, address_, pipeline_, versions_);
  login_->start([self = shared_from_this()](Result<std::chrono::milliseconds> lasts) {
    if (self->state_ != State::opening) return;
    if (!lasts) {
      self->give_up(lasts.error());
      return;
    }
    // A broker ends what comes later (KIP-368). So the stream is left a little before and another one opened.
    if (lasts->count() > 0) self->logged_in_until_ = Loop::Clock::now() + *lasts * 17 / 20;
    self->on_ready();
  });
}

void Connection::on_not_negotiated(const Error& why) {
  pipeline_.reset();
  if (why.code() != ErrorCode::network_exception) {
    give_up(Error(ErrorCode::connection_failed, why.message()));
    return;
  }
  const Error closed(ErrorCode::connection_failed,
                     security::closed_without_answer(name_, config_.tls));
  if (++closed_unanswered_ < closed_unanswered_limit) {
    try_again_or_fail(closed);
  } else {
    give_up(closed);
  }
}

void Connection::on_ready() {
  leave_opening();
  state_ = State::ready;
  pipeline_->trust_peer();
  const auto waiting = std::exchange(waiting_, {});
  for (const auto& exchange : waiting) send(exchange);
  loop_.notify();
}

void Connection::on_setup_timeout() {
  give_up(obstacle());
}

Error Connection::obstacle() const {
  if (failure_) return *failure_;
  if (state() == State::opening && login_ && login_->preparing())
    return Error(ErrorCode::connection_failed,
                 "The login with " + name_ + " is not ready in time: no token or ticket has come");
  if (state() == State::opening && login_)
    return Error(ErrorCode::connection_failed, name_ + " does not answer to the login");
  if (state() == State::opening && pipeline_)
    return Error(
        ErrorCode::connection_failed,
        name_ + " accepted the connection but does not answer: it is no Kafka broker, or stuck");
  if (state() == State::opening)
    return Error(ErrorCode::connection_failed, "Connection to " + name_ + " timed out: no answer");
  return Error(ErrorCode::network_exception, "Connection to " + name_ + " was lost");
}

void Connection::give_up(const Error& why) {
  leave_opening();
  ++failed_attempts_;
  state_ = State::failed;
  failure_ = why;
  failed_at_ = Loop::Clock::now();
  if (pipeline_) std::exchange(pipeline_, nullptr)->close(why);
  const auto waiting = std::exchange(waiting_, {});
  for (const auto& exchange : waiting) exchange->finish(why);
  loop_.notify();
}

void Connection::leave_opening() {
  if (setup_timer_) loop_.cancel(*std::exchange(setup_timer_, std::nullopt));
  if (retry_timer_) loop_.cancel(*std::exchange(retry_timer_, std::nullopt));
  if (dialer_) std::exchange(dialer_, nullptr)->cancel();
  if (login_) std::exchange(login_, nullptr)->cancel();
}

void Connection::submit(const std::shared_ptr<Exchange>& exchange) {
  if (state() == State::ready && logged_in_until_ && Loop::Clock::now() > *logged_in_until_) {
    pipeline_->retire();
    state_ = State::idle;
  }
  if (state() == State::ready && !pipeline_->usable()) {
    // Nobody waits for anything on it, so nobody hears of this.
    pipeline_->close(Error(ErrorCode::network_exception));
  }
  if (state() == State::ready) {
    send(exchange);
    return;
  }
  if (hopeless()) {
    exchange->finish(*failure_);
    loop_.notify();
    return;
  }
  waiting_.push_back(exchange);
  open();
}

void Connection::send(const std::shared_ptr<Exchange>& exchange) {
  const Result<std::int16_t> version = versions_.choose(exchange->key, exchange->versions, name_);
  if (version) {
    pipeline_->send(exchange, *version);
    return;
  }
  exchange->finish(version.error());
  loop_.notify();
}

void Connection::close(const Error& why) {
  if (state() == State::opening) {
    give_up(why);
  } else if (pipeline_) {
    pipeline_->close(why);
  }
}

}  // namespace kpp::wire
