#include "wire/dialer.hpp"

#include <algorithm>
#include <utility>

namespace kpp::wire {

void Dialer::dial(Loop::Time deadline, OnDialed handler) {
  deadline_ = deadline;
  handler_ = std::move(handler);
  timer_ = loop_.call_at(deadline_, [self = shared_from_this()] {
    self->note(DialFailure::Kind::silent,
               "Couldn't resolve server " + self->address_.host + " in time");
    self->finish_with_failure();
  });
  resolve(loop_, address_.host, config_.family,
          [self = shared_from_this()](Result<std::vector<std::string>> ips) {
            if (self->handler_) self->on_resolved(std::move(ips));
          });
}

void Dialer::cancel() noexcept {
  if (timer_) loop_.cancel(*std::exchange(timer_, std::nullopt));
  if (transport_) std::exchange(transport_, nullptr)->close();
  handler_ = nullptr;
}

void Dialer::on_resolved(Result<std::vector<std::string>> ips) {
  if (!ips) {
    failure_ = DialFailure{DialFailure::Kind::unresolved, ips.error()};
    finish_with_failure();
    return;
  }
  ips_ = *std::move(ips);
  try_next();
}

void Dialer::try_next() {
  if (timer_) loop_.cancel(*std::exchange(timer_, std::nullopt));
  if (transport_) std::exchange(transport_, nullptr)->close();
  if (next_ip_ == ips_.size()) {
    finish_with_failure();
    return;
  }
  // What is left of the time is shared among the addresses that are left.
  const Loop::Time now = Loop::Clock::now();
  const auto share = (deadline_ - now) / static_cast<int>(ips_.size() - next_ip_);
  const std::string& ip = ips_[next_ip_++];
  transport_ = config_.transport(loop_, address_);
  timer_ = loop_.call_at(now + share, [self = shared_from_this()] {
    self->note(DialFailure::Kind::silent,
               "Connection to " + self->address_.to_string() + " timed out: no answer");
    self->try_next();
  });
  transport_->connect(ip, address_.port, [self = shared_from_this()](const IoStatus& status) {
    self->on_connected(status);
  });
}

void Dialer::on_connected(const IoStatus& status) {
  if (status.ok()) {
    loop_.cancel(*std::exchange(timer_, std::nullopt));
    std::exchange(handler_,
                  nullptr)(Dialed{std::exchange(transport_, nullptr), ips_[next_ip_ - 1]});
    return;
  }
  const std::string to = "Connection to " + address_.to_string();
  using Kind = IoStatus::Kind;
  if (status.kind == Kind::rejected) {
    // Somebody was there, and another of the host's addresses will not be somebody else.
    failure_ =
        DialFailure{DialFailure::Kind::failed, Error(ErrorCode::connection_failed, status.detail)};
    finish_with_failure();
    return;
  }
  if (status.kind == Kind::refused) {
    note(DialFailure::Kind::refused, to + " refused");
  } else if (status.kind == Kind::unreachable) {
    note(DialFailure::Kind::unreachable, to + " failed: " + status.detail);
  } else {
    note(DialFailure::Kind::failed, to + " failed: " + status.detail);
  }
  try_next();
}

void Dialer::note(DialFailure::Kind kind, const std::string& what) {
  // "Refused" tells most: there is a host, and the port is wrong or the broker down. A host without
  // IPv6 answers "unreachable" for the address that was never going to work.
  const bool better = !failure_ || kind == DialFailure::Kind::refused ||
                      failure_->kind == DialFailure::Kind::unreachable;
  if (better) failure_ = DialFailure{kind, Error(ErrorCode::connection_failed, what)};
}

void Dialer::finish_with_failure() {
  const OnDialed handler = std::move(handler_);
  cancel();
  if (handler) handler(tl::unexpected(*failure_));
}

}  // namespace kpp::wire
