#include "admin/rounds.hpp"

#include <algorithm>

#include "admin/lookup.hpp"

namespace kpp::admin {
namespace {

// A broker that cannot be connected to has had its second and more already (wire::Connection).
constexpr int failed_connections_limit = 2;
// Against a listener that accepts, negotiates and then closes every time.
constexpr int lost_connections_limit = 5;

}  // namespace

bool Rounds::next_round() {
  pending_.clear();
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (!items_[i].settled) pending_.push_back(i);
  if (pending_.empty() || end_) return false;

  wire::Cluster& cluster = call_.cluster;
  if (round_ > 0) cluster.pause(cluster.config().retry.after(round_), call_.context);
  if (const Result<void> connected = cluster.ensure_connected(call_.context); !connected) {
    end_ = connected.error();
    return false;
  }
  if (cluster.config().of_controllers()) {
    if (round_ > 0) cluster.forget_controller();
    // One that is not known just now may be known in the next round; what never will be ends the call.
    const Result<std::int32_t> active = find_controller(call_);
    if (!active && !active.error().retriable() &&
        active.error().code() != ErrorCode::connection_failed) {
      end_ = active.error();
      return false;
    }
  }
  ++round_;
  return true;
}

bool Rounds::may_try_again(std::size_t item, const Error& why) {
  Item& state = items_[item];
  const wire::ClusterConfig& config = call_.cluster.config();
  state.last = why;
  const bool no_leader = why.code() == ErrorCode::leader_not_available;
  if (no_leader || why.code() == ErrorCode::coordinator_not_available) {
    const wire::Loop::Time now = wire::Loop::Clock::now();
    if (!state.unavailable_since) state.unavailable_since = now;
    const auto patience = no_leader ? config.leader_patience : config.coordinator_patience;
    if (now - *state.unavailable_since > patience) return false;
  }
  return round_ <= config.max_retries;
}

bool Rounds::may_ask_again(std::size_t item, const Error& why) {
  switch (why.code()) {
    case ErrorCode::timed_out:
      items_[item].waited_for = why.operation();
      return true;  // the next round will not come
    case ErrorCode::closed:
    case ErrorCode::cancelled:
      return true;
    case ErrorCode::connection_failed:
      if (++items_[item].failed_connections >= failed_connections_limit) return false;
      break;
    case ErrorCode::network_exception:
      if (++items_[item].lost_connections >= lost_connections_limit) return false;
      break;
    default:
      if (!why.retriable()) return false;
  }
  return may_try_again(item, why);
}

bool Rounds::any_settled() const noexcept {
  return std::ranges::any_of(items_, &Item::settled);
}

Error Rounds::end_of(std::size_t item) const {
  const Item& state = items_[item];
  if (!end_) return state.last.value_or(Error(ErrorCode::timed_out));
  if (end_->code() != ErrorCode::timed_out) return *end_;
  std::string sentence = "timed out";
  if (!state.waited_for.empty()) sentence += " waiting for an answer to " + state.waited_for;
  if (state.last) sentence += "; the last attempt failed: " + state.last->message();
  return Error(ErrorCode::timed_out, sentence);
}

}  // namespace kpp::admin
