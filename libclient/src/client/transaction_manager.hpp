#pragma once
// What a `TransactionalProducer` and its `Transaction` share: a producer, and which transaction is open on it.
//
// The calls that move a transaction on take turns; `send` needs none. Only `repeat` calls librdkafka's functions that may wait:
// it follows `step_after`.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/deadline.hpp"
#include "client/producer_impl.hpp"
#include "client/turn.hpp"
#include "kpp/transaction.hpp"

namespace kpp::client {

class TransactionManager : public std::enable_shared_from_this<TransactionManager> {
 public:
  static Result<std::shared_ptr<TransactionManager>> create(const Config& config,
                                                            TransactionalProducerOptions options);
  TransactionManager(std::unique_ptr<Producer::Impl> producer, Timeout abort_timeout,
                     Timeout close_timeout) noexcept;

  Result<Transaction> begin();

  // Of one transaction, by its number.
  [[nodiscard]] bool is_open(std::uint64_t number) const noexcept {
    return number_.load() == number;
  }
  /// Any form of record, sent by a call of `Producer`.
  template <class Send>
  Result<void> send(std::uint64_t number, Send&& call) {
    if (!is_open(number)) return tl::unexpected(over());
    auto done = std::forward<Send>(call)(producer_);
    if (done) return done;
    return tl::unexpected(explain(done.error()));
  }
  Result<void> send_offsets(std::uint64_t number, const Offsets& offsets,
                            const GroupMetadata& member, Timeout timeout);
  Result<void> flush(std::uint64_t number, Timeout timeout);
  Result<void> commit(std::uint64_t number, Timeout timeout);
  Result<void> abort(std::uint64_t number, Timeout timeout);
  /// Its owner is gone: ends it now, or leaves that to the next `begin` or `close`.
  void abandon(std::uint64_t number) noexcept;

  CloseReport close(Timeout timeout);
  /// For a destructor.
  static void close_last(std::shared_ptr<TransactionManager> manager);
  [[nodiscard]] Producer& producer() noexcept { return producer_; }
  [[nodiscard]] const Producer& producer() const noexcept { return producer_; }

 private:
  /// A function of librdkafka, with the time it may take.
  using Call = std::function<rd_kafka_error_t*(rd_kafka_t* rk, int timeout_ms)>;

  Result<void> register_producer(Timeout timeout);
  Result<void> repeat(const char* operation, Clock::time_point deadline, const Call& call);
  [[nodiscard]] Result<void> may_use(std::uint64_t number, const Turn::Held& turn) const;
  Result<void> commit_until(Clock::time_point deadline);
  Result<void> abort_until(Clock::time_point deadline);
  Result<void> end_leftover(Clock::time_point deadline);
  [[nodiscard]] Error explain(const Error& error);
  [[nodiscard]] Error over() const;

  Producer producer_;
  Producer::Impl& impl_;  // of `producer_`
  const Timeout abort_timeout_;
  const Timeout close_timeout_;

  Turn turn_;
  std::atomic<std::uint64_t> number_{0};  // of the open transaction; 0: none
  std::atomic<bool> abandoned_{false};    // nobody owns the open transaction any more
  std::atomic<bool> closing_{false};

  // These belong to whoever has the turn.
  std::uint64_t last_number_ = 0;
  bool commit_begun_ = false;  // its outcome is not known; librdkafka then takes no other call
  bool abort_begun_ = false;
};

}  // namespace kpp::client
