#pragma once
// What is known about reaching the brokers, gathered from librdkafka's error events.

#include <atomic>
#include <mutex>
#include <optional>

#include "client/rdkafka.hpp"
#include "kpp/error.hpp"

namespace kpp::client {

/// Any method from any thread.
class ConnectionState {
 public:
  void note_error(rd_kafka_resp_err_t err, const Error& error);
  void note_success() noexcept {
    if (trouble_.load(std::memory_order_relaxed)) clear();
  }

  /// The last error that no success followed; the reason rather than "all brokers are down".
  [[nodiscard]] std::optional<Error> last() const;
  /// Every known broker failed.
  [[nodiscard]] bool all_down() const;
  /// TLS or the login failed: trying again is of no use.
  [[nodiscard]] bool rejected() const;

 private:
  void clear() noexcept;

  std::atomic<bool> trouble_{false};
  mutable std::mutex mutex_;
  std::optional<Error> last_;
  bool all_down_ = false;
  bool rejected_ = false;
};

}  // namespace kpp::client
