#pragma once
/// \file
/// Requests and responses over one stream. Requests are sent without waiting for the answers of
/// earlier ones; brokers answer in order. Everything with the loop's lock held.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "wire/connection_config.hpp"
#include "wire/exchange.hpp"
#include "wire/frame_reader.hpp"
#include "wire/loop.hpp"

namespace kpp::wire {

class Pipeline : public std::enable_shared_from_this<Pipeline> {
 public:
  /// `broker` names the peer in errors.
  Pipeline(Loop& loop, const ConnectionConfig& config, std::shared_ptr<Transport> transport,
           std::string broker);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void start() { read(); }
  void send(const std::shared_ptr<Exchange>& exchange, std::int16_t version);
  /// Closes the stream and ends what is under way with this error.
  void close(const Error& why);

  /// Closes the stream as soon as nothing is under way on it.
  void retire();

  /// Whatever the peer sends before it has proved to be a broker is small.
  void trust_peer() noexcept { frames_.set_limit(config_.max_frame); }
  [[nodiscard]] bool broken() const noexcept { return transport_ == nullptr; }
  /// False if a request would be lost on it: the peer has closed it, or a box on the way may have
  /// forgotten it.
  [[nodiscard]] bool usable();

 private:
  struct InFlight {
    std::int32_t correlation_id = 0;
    std::shared_ptr<Exchange> exchange;
    Loop::Time sent;
  };

  void flush();
  void read();
  void on_read(const IoStatus& status, std::size_t size);
  [[nodiscard]] Result<void> take(Bytes frame);
  void on_lost(const IoStatus& status);
  void watch_oldest();
  void on_request_timeout();

  Loop& loop_;
  const ConnectionConfig& config_;
  std::shared_ptr<Transport> transport_;  // null once broken
  std::string broker_;
  FrameReader frames_;
  Bytes outgoing_;
  Bytes being_written_;
  bool writing_ = false;
  bool retired_ = false;
  std::int32_t last_correlation_id_ = 0;
  std::uint64_t answers_ = 0;
  Loop::Time last_used_;
  std::deque<InFlight> in_flight_;
  std::optional<Loop::TimerId> timer_;
};

}  // namespace kpp::wire
