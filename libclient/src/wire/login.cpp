#include "wire/login.hpp"

#include <any>
#include <utility>

#include "security/broker_sentences.hpp"

namespace kpp::wire {
namespace {

struct FirstStep {
  std::shared_ptr<SaslClient> client;
  Bytes message;
};

Result<FirstStep> begin(const SaslConfig::Make& make, const std::string& host) {
  Result<std::unique_ptr<SaslClient>> client = make(host);
  if (!client) return fail(client.error());
  Result<Bytes> message = (*client)->start();
  if (!message) return fail(message.error());
  return FirstStep{*std::move(client), *std::move(message)};
}

}  // namespace

void Login::start(OnDone handler) {
  on_done_ = std::move(handler);
  ask(SaslHandshakeRequest{.mechanism = config_.mechanism}, &Login::on_handshake);
}

template <Request R>
void Login::ask(R request, void (Login::*take)(const typename R::Response&)) {
  const auto exchange = make_exchange(std::move(request));
  const Result<std::int16_t> version =
      versions_.choose(R::api_key, exchange->versions, broker_.to_string());
  if (!version) {
    finish(fail(version.error()));
    return;
  }
  exchange->on_done = [self = shared_from_this(), take, raw = exchange.get()] {
    if (!self->on_done_) return;
    const Result<typename R::Response> answer = answer_of<R>(*raw);
    if (answer) {
      ((*self).*take)(*answer);
    } else {
      self->finish(fail(answer.error()));
    }
  };
  pipeline_->send(exchange, *version);
}

void Login::on_handshake(const SaslHandshakeResponse& answer) {
  const auto code = static_cast<ErrorCode>(answer.error_code);
  const std::string broker = broker_.to_string();
  if (code == ErrorCode::unsupported_sasl_mechanism) {
    std::string offered;
    for (const std::string& mechanism : answer.mechanisms)
      offered += (offered.empty() ? "" : ", ") + mechanism;
    fail_with(code, security::lacks_mechanism(broker, config_.mechanism, offered));
    return;
  }
  if (code == ErrorCode::illegal_sasl_state) {
    fail_with(code, security::takes_no_login(broker));
    return;
  }
  if (code != ErrorCode::none) {
    fail_with(code, broker + " refused SaslHandshake: " + std::string(default_message(code)));
    return;
  }
  prepare();
}

// A token comes from a server, a ticket too, and plug-ins from a disk: nothing that a loop should wait for.
void Login::prepare() {
  preparing_ = true;
  loop_.run_aside(
      [make = config_.make, host = broker_.host]() -> std::any { return begin(make, host); },
      [self = shared_from_this()](const std::any& result) {
        self->preparing_ = false;
        if (!self->on_done_) return;
        const auto& first = std::any_cast<const Result<FirstStep>&>(result);
        if (!first) {
          self->finish(fail(first.error()));
          return;
        }
        self->client_ = first->client;
        self->say(first->message);
      });
}

void Login::say(Bytes bytes) {
  ask(SaslAuthenticateRequest{.auth_bytes = std::move(bytes)}, &Login::on_authenticated);
}

void Login::on_authenticated(const SaslAuthenticateResponse& answer) {
  const auto code = static_cast<ErrorCode>(answer.error_code);
  if (code != ErrorCode::none) {
    fail_with(code, broker_.to_string() + ": " +
                        answer.error_message.value_or(std::string(default_message(code))));
    return;
  }
  if (!client_->done()) {
    Result<Bytes> next = client_->next(answer.auth_bytes);
    if (!next) {
      finish(fail(next.error()));
      return;
    }
    if (!client_->done() || !next->empty()) {
      say(*std::move(next));
      return;
    }
  }
  finish(std::chrono::milliseconds(answer.session_lifetime_ms));
}

void Login::finish(Result<std::chrono::milliseconds> outcome) {
  if (const OnDone handler = std::exchange(on_done_, nullptr)) handler(std::move(outcome));
}

}  // namespace kpp::wire
