#pragma once
// The C client, shared by everything that needs it alive: the producer or consumer itself and, for
// a consumer, every batch and message it gave out, because librdkafka's destroy waits for
// outstanding messages.

#include <atomic>
#include <chrono>
#include <memory>
#include <utility>

#include "client/rdkafka.hpp"
#include "kpp/error.hpp"

namespace kpp::client {

class ClientHandle {
 public:
  [[nodiscard]] static Result<std::shared_ptr<ClientHandle>> create(rd_kafka_type_t type,
                                                                    ConfPtr conf);
  ClientHandle(const ClientHandle&) = delete;
  ClientHandle& operator=(const ClientHandle&) = delete;
  ~ClientHandle();

  [[nodiscard]] rd_kafka_t* get() const noexcept { return rk_; }

  /// From now on destroying does not leave the group first. Only for a group whose close was not
  /// begun: a close that was begun makes librdkafka wait for it.
  void destroy_without_close() noexcept { flags_ = RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE; }

  /// How long destroying may hold whoever gives up the last share; the rest goes on in the
  /// background.
  void destroy_bound(std::chrono::milliseconds bound) noexcept { bound_ = bound; }

  /// Something that the C client's callbacks use: kept until the C client is gone.
  void keep_alive(std::shared_ptr<void> owned) noexcept { owned_ = std::move(owned); }

 private:
  explicit ClientHandle(rd_kafka_t* rk) noexcept : rk_(rk) {}
  rd_kafka_t* rk_;
  std::atomic<int> flags_{0};
  std::atomic<std::chrono::milliseconds> bound_{std::chrono::seconds(2)};
  std::shared_ptr<void> owned_;
};

/// Destroys the C client, waiting for it at most this long; what takes longer (a name server that
/// does not answer holds a broker thread) goes on in the background.
void destroy_within(rd_kafka_t* rk, int flags, std::shared_ptr<void> owned,
                    std::chrono::milliseconds bound);

}  // namespace kpp::client
