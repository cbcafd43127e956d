#include "wire/pipeline.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "security/broker_sentences.hpp"
#include "wire/greeting.hpp"
#include "wire/header.hpp"

namespace kpp::wire {
namespace {

// An answer to ApiVersions is about a kilobyte.
constexpr std::size_t stranger_frame_limit = 1U << 20U;

std::string seconds(std::chrono::milliseconds time) {
  const auto count = time.count();
  if (count % 1000 != 0) return std::to_string(count) + " ms";
  return std::to_string(count / 1000) + " s";
}

}  // namespace

Pipeline::Pipeline(Loop& loop, const ConnectionConfig& config, std::shared_ptr<Transport> transport,
                   std::string broker)
    : loop_(loop),
      config_(config),
      transport_(std::move(transport)),
      broker_(std::move(broker)),
      frames_(stranger_frame_limit),
      last_used_(Loop::Clock::now()) {}

Pipeline::~Pipeline() {
  if (timer_) loop_.cancel(*timer_);
}

void Pipeline::send(const std::shared_ptr<Exchange>& exchange, std::int16_t version) {
  if (exchange->done) return;
  last_correlation_id_ = last_correlation_id_ == std::numeric_limits<std::int32_t>::max()
                             ? 0
                             : last_correlation_id_ + 1;
  Result<Bytes> frame = exchange->encode(version, last_correlation_id_, config_.client_id);
  if (!frame) {
    exchange->finish(frame.error());
    loop_.notify();
    return;
  }
  exchange->version = version;
  last_used_ = Loop::Clock::now();
  in_flight_.push_back({last_correlation_id_, exchange, last_used_});
  if (in_flight_.size() == 1) watch_oldest();
  if (outgoing_.empty()) {
    outgoing_ = *std::move(frame);
  } else {
    outgoing_.insert(outgoing_.end(), frame->begin(), frame->end());
  }
  flush();
}

void Pipeline::flush() {
  if (writing_ || outgoing_.empty() || broken()) return;
  writing_ = true;
  being_written_ = std::exchange(outgoing_, {});
  transport_->write(being_written_, [self = shared_from_this()](const IoStatus& status) {
    self->writing_ = false;
    // A peer that closes tells more to the reader (TLS alerts, greetings) than to the writer.
    if (status.ok()) self->flush();
  });
}

void Pipeline::read() {
  transport_->read_some(frames_.space(),
                        [self = shared_from_this()](const IoStatus& status, std::size_t size) {
                          self->on_read(status, size);
                        });
}

void Pipeline::on_read(const IoStatus& status, std::size_t size) {
  if (!status.ok()) {
    on_lost(status);
    return;
  }
  last_used_ = Loop::Clock::now();
  frames_.filled(size);
  while (!broken()) {
    Result<std::optional<Bytes>> frame = frames_.next();
    if (!frame) {
      const std::string sentence =
          answers_ == 0 ? describe_foreign_peer(broker_, frames_.rejected())
                        : broker_ + " sent a malformed response: " + frame.error().message();
      close(Error(ErrorCode::malformed_response, sentence));
      return;
    }
    if (!*frame) break;
    if (const Result<void> taken = take(**std::move(frame)); !taken) {
      close(taken.error());
      return;
    }
  }
  if (!broken()) read();
}

Result<void> Pipeline::take(Bytes frame) {
  const Result<std::int32_t> correlation_id = correlation_id_of(frame);
  if (!correlation_id || in_flight_.empty() ||
      in_flight_.front().correlation_id != *correlation_id) {
    if (answers_ == 0)
      return fail(ErrorCode::malformed_response, describe_foreign_peer(broker_, frame));
    return fail(ErrorCode::malformed_response, broker_ + " answered a request that was not sent");
  }
  ++answers_;
  const std::shared_ptr<Exchange> exchange = std::move(in_flight_.front().exchange);
  in_flight_.pop_front();
  watch_oldest();
  exchange->finish(std::move(frame));
  loop_.notify();
  if (retired_) retire();
  return {};
}

void Pipeline::retire() {
  retired_ = true;
  if (in_flight_.empty()) close(Error(ErrorCode::network_exception));
}

void Pipeline::on_lost(const IoStatus& status) {
  if (status.kind == IoStatus::Kind::rejected) {
    close(Error(ErrorCode::connection_failed, status.detail));
    return;
  }
  std::string sentence = broker_;
  if (status.kind == IoStatus::Kind::closed) {
    sentence += " closed the connection";
  } else {
    sentence = "Connection to " + broker_ + " lost: " + status.detail;
  }
  auto code = ErrorCode::network_exception;
  if (!in_flight_.empty()) {
    sentence += " before it answered " + std::string(name(in_flight_.front().exchange->key));
    // A listener that demands a login says which versions it has, and closes at the next request.
    if (answers_ == 1 && !config_.sasl) {
      sentence += security::may_demand_login();
      code = ErrorCode::connection_failed;
    }
  }
  close(Error(code, sentence));
}

void Pipeline::watch_oldest() {
  if (timer_) loop_.cancel(*std::exchange(timer_, std::nullopt));
  if (in_flight_.empty()) return;
  timer_ =
      loop_.call_at(in_flight_.front().sent + config_.request_timeout, [self = shared_from_this()] {
        self->timer_.reset();
        self->on_request_timeout();
      });
}

void Pipeline::on_request_timeout() {
  close(Error(ErrorCode::request_timed_out,
              broker_ + " did not answer " + std::string(name(in_flight_.front().exchange->key)) +
                  " within " + seconds(config_.request_timeout)));
}

bool Pipeline::usable() {
  if (broken()) return false;
  if (!in_flight_.empty()) {
    // Whose callers have all given up waiting; brokers answer in order, so that others would wait, too.
    return !std::ranges::all_of(in_flight_,
                                [](const InFlight& request) { return request.exchange->done; });
  }
  return Loop::Clock::now() - last_used_ < config_.max_idle && !transport_->peer_has_closed();
}

void Pipeline::close(const Error& why) {
  if (timer_) loop_.cancel(*std::exchange(timer_, std::nullopt));
  if (transport_) std::exchange(transport_, nullptr)->close();
  const std::deque<InFlight> lost = std::exchange(in_flight_, {});
  for (const InFlight& request : lost) request.exchange->finish(why);
  loop_.notify();
}

}  // namespace kpp::wire
