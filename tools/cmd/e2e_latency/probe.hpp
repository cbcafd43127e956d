#pragma once

#include <chrono>
#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "cmd/e2e_latency/settings.hpp"
#include "cmd/e2e_latency/test_record.hpp"
#include "kpp/consumer.hpp"
#include "kpp/observe.hpp"
#include "kpp/producer.hpp"

namespace kpp::tools::e2e_latency {

/// A producer and a consumer of one topic, from its end on.
class Probe {
 public:
  using Clock = std::chrono::steady_clock;

  /// `config` is what the user has given; what a measurement of latency needs is added to it. `on_error` gets what the
  /// clients say on their own, also from threads of theirs: a broker that is lost, and why.
  static Result<Probe> create(const Config& config, const Settings& settings, ErrorSink on_error);

  /// Sends a new record, and answers when it was acknowledged and read. `cancelled` when a stop was asked for.
  [[nodiscard]] Result<Clock::time_point> round_trip(const std::stop_token& stop);
  /// In effect, secrets hidden.
  [[nodiscard]] Result<std::map<std::string, std::string>> producer_settings() {
    return producer_.settings();
  }
  [[nodiscard]] Result<std::map<std::string, std::string>> consumer_settings() {
    return consumer_.settings();
  }
  /// As Kafka's tool does at the end: the consumer's position is committed for its group.
  [[nodiscard]] Result<void> commit(Timeout timeout);
  /// Both clients, each within this time.
  void close(Timeout timeout);

 private:
  Probe(Producer producer, Consumer consumer, const Settings& settings, ErrorSink on_error)
      : producer_(std::move(producer)),
        consumer_(std::move(consumer)),
        on_error_(std::move(on_error)),
        record_(settings.shape),
        topic_(settings.topic),
        pass_over_others_(settings.pass_over_others) {}

  /// The messages that count, of one poll.
  [[nodiscard]] Result<std::size_t> poll(const std::stop_token& stop, Timeout patience);

  Producer producer_;
  Consumer consumer_;
  ErrorSink on_error_;
  TestRecord record_;
  std::string topic_;
  bool pass_over_others_;
};

}  // namespace kpp::tools::e2e_latency
