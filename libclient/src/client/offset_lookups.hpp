#pragma once
// When to ask a group's coordinator again for the committed offsets that it could not tell.

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

#include "client/deadline.hpp"
#include "client/rdkafka.hpp"

namespace kpp::client {

/// True if a coordinator could not tell committed offsets just now. librdkafka has no code of its own for that: those that
/// it passes on have other causes, too.
[[nodiscard]] inline bool may_be_asked_again(const rd_kafka_message_t* message) {
  switch (message->err) {
    case RD_KAFKA_RESP_ERR_NOT_COORDINATOR:
    case RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
    case RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION:
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
    case RD_KAFKA_RESP_ERR__WAIT_COORD:
    case RD_KAFKA_RESP_ERR__NO_OFFSET:
      return std::string_view(rd_kafka_message_errstr(message))
          .starts_with("Failed to fetch committed offset");
    default:
      return false;
  }
}

class OffsetLookups {
 public:
  void failed() {
    const auto now = Clock::now();
    const bool in_a_row = last_failure_ && now - *last_failure_ < 2 * longest_pause;
    pause_ = in_a_row ? std::min(pause_ * 2, longest_pause) : first_pause;
    last_failure_ = now;
    due_ = now + pause_;
  }
  [[nodiscard]] bool due() const { return due_ && Clock::now() >= *due_; }
  [[nodiscard]] Timeout until_due() const { return due_ ? left_until(*due_) : Timeout::max(); }
  void begun() noexcept { due_.reset(); }
  /// Other partitions are assigned now, and asked about.
  void forget() noexcept { *this = OffsetLookups(); }

 private:
  static constexpr Timeout first_pause{100};
  static constexpr Timeout longest_pause{1000};

  Timeout pause_ = first_pause;
  std::optional<Clock::time_point> last_failure_;
  std::optional<Clock::time_point> due_;
};

}  // namespace kpp::client
