#pragma once
/// \file
/// From an address to an open stream: resolves the name and tries its addresses one after the
/// other.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wire/address.hpp"
#include "wire/connection_config.hpp"
#include "wire/loop.hpp"

namespace kpp::wire {

struct DialFailure {
  enum class Kind : std::uint8_t { unresolved, refused, unreachable, silent, failed };
  Kind kind = Kind::failed;
  Error error;
};

/// An open stream, and the numeric address it goes to.
struct Dialed {
  std::shared_ptr<Transport> transport;
  std::string ip;
};

/// Everything with the loop's lock held.
class Dialer : public std::enable_shared_from_this<Dialer> {
 public:
  using OnDialed = std::function<void(tl::expected<Dialed, DialFailure>)>;

  Dialer(Loop& loop, const ConnectionConfig& config, Address address)
      : loop_(loop), config_(config), address_(std::move(address)) {}

  /// Once only. `cancel` or the handler ends it.
  void dial(Loop::Time deadline, OnDialed handler);
  void cancel() noexcept;

 private:
  void on_resolved(Result<std::vector<std::string>> ips);
  void try_next();
  void on_connected(const IoStatus& status);
  void note(DialFailure::Kind kind, const std::string& what);
  void finish_with_failure();

  Loop& loop_;
  const ConnectionConfig& config_;
  Address address_;
  Loop::Time deadline_{};
  OnDialed handler_;
  std::vector<std::string> ips_;
  std::size_t next_ip_ = 0;
  std::optional<Loop::TimerId> timer_;
  std::shared_ptr<Transport> transport_;
  std::optional<DialFailure> failure_;  // the one worth telling so far
};

}  // namespace kpp::wire
