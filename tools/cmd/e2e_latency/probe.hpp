#pragma once

#include <chrono>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "cmd/e2e_latency/settings.hpp"
#include "cmd/e2e_latency/test_record.hpp"
#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"

namespace kpp::tools::e2e_latency {

/// A producer and a consumer of one topic, from its end on.
class Probe {
 public:
  using Clock = std::chrono::steady_clock;

  /// `config` is what the user has given; what a measurement of latency needs is added to it.
  static Result<Probe> create(const Config& config, const Settings& settings);

  /// Sends a new record, and answers when it was acknowledged and read. `cancelled` when a stop was asked for.
  [[nodiscard]] Result<Clock::time_point> round_trip(const std::stop_token& stop);
  /// Of both clients, secrets hidden: "producer.linger.ms", "consumer.fetch.min.bytes".
  [[nodiscard]] Result<std::map<std::string, std::string>> settings();
  /// As Kafka's tool does at the end: the consumer's position is committed for its group.
  [[nodiscard]] Result<void> commit();

 private:
  Probe(Producer producer, Consumer consumer, const Settings& settings)
      : producer_(std::move(producer)),
        consumer_(std::move(consumer)),
        record_(settings.shape),
        topic_(settings.topic),
        pass_over_others_(settings.pass_over_others) {}

  /// The messages that count, of one poll.
  [[nodiscard]] Result<std::size_t> poll(const std::stop_token& stop, Timeout patience);

  Producer producer_;
  Consumer consumer_;
  TestRecord record_;
  std::string topic_;
  bool pass_over_others_;
};

}  // namespace kpp::tools::e2e_latency
