#pragma once
/// \file
/// The connection to one broker: opened when first used, negotiated (KIP-35, KIP-511), opened again
/// after a loss. Everything is called with the loop's lock held.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "kpp/error.hpp"
#include "wire/address.hpp"
#include "wire/broker_versions.hpp"
#include "wire/connection_config.hpp"
#include "wire/dialer.hpp"
#include "wire/exchange.hpp"
#include "wire/login.hpp"
#include "wire/loop.hpp"
#include "wire/pipeline.hpp"

namespace kpp::wire {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  enum class State : std::uint8_t { idle, opening, ready, failed };

  /// `config` must outlive the connection.
  Connection(Loop& loop, const ConnectionConfig& config, Address address)
      : loop_(loop), config_(config), address_(std::move(address)), name_(address_.to_string()) {}

  /// Starts to connect, unless it is open or opening. An earlier failure is forgotten.
  void open();
  /// The same, but for a connection that has failed a moment ago.
  void open_unless_hopeless();
  /// Sends the request as soon as the connection is open; opens it if need be and not hopeless.
  void submit(const std::shared_ptr<Exchange>& exchange);
  /// Ends everything under way with this error.
  void close(const Error& why);

  [[nodiscard]] State state() const noexcept;
  [[nodiscard]] const Address& address() const noexcept { return address_; }
  /// True if a request to the broker at `address` may be submitted here: it is the connection's own address, or what
  /// its name stands for ("localhost" and 127.0.0.1).
  [[nodiscard]] bool leads_to(const Address& address) const;
  /// Why it is not open: the failure, or what it is waiting for.
  [[nodiscard]] Error obstacle() const;
  /// True once an attempt has failed, even if more follow: time to try another broker, too.
  [[nodiscard]] bool has_stumbled() const noexcept { return failed_attempts_ > 0; }
  /// Known once it was ready.
  [[nodiscard]] const BrokerVersions& versions() const noexcept { return versions_; }

 private:
  [[nodiscard]] bool hopeless() const;
  void dial();
  void on_dial_failed(const DialFailure& failure);
  void try_again_or_fail(const Error& why);
  void negotiate(std::int16_t version);
  void on_negotiated(const Exchange& exchange);
  void on_not_negotiated(const Error& why);
  void log_in();
  void on_ready();
  void on_setup_timeout();
  void give_up(const Error& why);
  void send(const std::shared_ptr<Exchange>& exchange);
  void leave_opening();

  Loop& loop_;
  const ConnectionConfig& config_;
  Address address_;
  std::string name_;
  Address peer_;  ///< With a numeric host; of the last stream.
  /// When the login of the last stream ends.
  std::optional<Loop::Time> logged_in_until_;

  State state_ = State::idle;
  std::optional<Error> failure_;
  Loop::Time failed_at_{};
  BrokerVersions versions_;
  std::shared_ptr<Pipeline> pipeline_;

  // While opening:
  Loop::Time opened_at_{};
  int failed_attempts_ = 0;
  int closed_unanswered_ = 0;
  std::shared_ptr<Dialer> dialer_;
  std::shared_ptr<Login> login_;
  std::optional<Loop::TimerId> setup_timer_;
  std::optional<Loop::TimerId> retry_timer_;
  std::deque<std::shared_ptr<Exchange>> waiting_;
};

}  // namespace kpp::wire
