#pragma once
// What is known about reaching the brokers, gathered from librdkafka's error events.

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "client/peer_hints.hpp"
#include "client/rdkafka.hpp"
#include "kpp/error.hpp"

namespace kpp::client {

/// Any method from any thread.
class ConnectionState {
 public:
  ConnectionState(std::size_t bootstrap_servers, std::shared_ptr<PeerHints> hints) noexcept
      : bootstrap_servers_(bootstrap_servers), hints_(std::move(hints)) {}

  /// Returns the error as people should read it.
  Error note_error(rd_kafka_resp_err_t err, const Error& error);
  void note_log(std::string_view facility, std::string_view text) {
    hints_->note_log(facility, text);
  }
  void note_success() noexcept {
    if (trouble_.load(std::memory_order_relaxed)) clear();
  }

  /// The last error that no success followed; the reason rather than "all brokers are down".
  [[nodiscard]] std::optional<Error> last() const;
  /// As many addresses failed since the last success as there are bootstrap servers. librdkafka's own event for it is not relied
  /// on: with `metadata.recovery.strategy=rebootstrap`, its default since 2.11, it may not come.
  [[nodiscard]] bool all_down() const;
  /// TLS or the login failed, or seems to be what is missing: trying again is of no use.
  [[nodiscard]] bool rejected() const;

 private:
  void clear() noexcept;

  std::atomic<bool> trouble_{false};
  mutable std::mutex mutex_;
  const std::size_t bootstrap_servers_;
  const std::shared_ptr<PeerHints> hints_;
  std::optional<Error> last_;
  std::set<std::string, std::less<>> failed_;  // names of brokers
  bool rejected_ = false;
};

/// How many addresses a `bootstrap.servers` list has.
[[nodiscard]] std::size_t count_servers(std::string_view list) noexcept;

}  // namespace kpp::client
