#pragma once
/// \file
/// A login over a stream that is open and negotiated: SaslHandshake, then SaslAuthenticate until both sides are content
/// (KIP-43, KIP-152). Everything with the loop's lock held.

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "wire/address.hpp"
#include "wire/broker_versions.hpp"
#include "wire/exchange.hpp"
#include "wire/loop.hpp"
#include "wire/messages/sasl_authenticate.hpp"
#include "wire/messages/sasl_handshake.hpp"
#include "wire/pipeline.hpp"
#include "wire/sasl.hpp"

namespace kpp::wire {

class Login : public std::enable_shared_from_this<Login> {
 public:
  /// How long the login holds (KIP-368); 0: as long as the connection.
  using OnDone = std::function<void(Result<std::chrono::milliseconds>)>;

  Login(Loop& loop, const SaslConfig& config, Address broker, std::shared_ptr<Pipeline> pipeline,
        const BrokerVersions& versions)
      : loop_(loop),
        config_(config),
        broker_(std::move(broker)),
        pipeline_(std::move(pipeline)),
        versions_(versions) {}

  void start(OnDone handler);
  /// No handler is called any more.
  void cancel() noexcept { on_done_ = nullptr; }
  /// True while a token or a ticket is being got, before anything is said.
  [[nodiscard]] bool preparing() const noexcept { return preparing_; }

 private:
  template <Request R>
  void ask(R request, void (Login::*take)(const typename R::Response&));
  void on_handshake(const SaslHandshakeResponse& answer);
  void prepare();
  void on_authenticated(const SaslAuthenticateResponse& answer);
  void say(Bytes bytes);
  void finish(Result<std::chrono::milliseconds> outcome);
  void fail_with(ErrorCode code, const std::string& sentence) { finish(fail(code, sentence)); }

  Loop& loop_;
  const SaslConfig& config_;
  Address broker_;
  std::shared_ptr<Pipeline> pipeline_;
  BrokerVersions versions_;
  std::shared_ptr<SaslClient> client_;
  bool preparing_ = false;
  OnDone on_done_;
};

}  // namespace kpp::wire
