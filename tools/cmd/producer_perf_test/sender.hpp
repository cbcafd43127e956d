#pragma once
// The producer of a run: one that sends records as they are, or one that sends them in transactions.

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/producer_perf_test/settings.hpp"
#include "kpp/config.hpp"
#include "kpp/producer.hpp"

namespace kpp::tools::producer_perf_test {

class Sender {
 public:
  /// As the settings ask for. A transactional one is registered with its coordinator when this returns.
  /// For that it waits at most `max_block`, as Java's does.
  static Result<std::unique_ptr<Sender>> create(const Config& config, const Settings& settings,
                                                ProducerOptions options, Timeout max_block);
  Sender() = default;
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  virtual ~Sender() = default;

  [[nodiscard]] virtual Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic,
                                                                          Timeout timeout) = 0;
  /// To be called before each record: begins a transaction if none is open.
  [[nodiscard]] virtual Result<void> before_record() = 0;
  [[nodiscard]] virtual Result<void> send(const RecordView& record) = 0;
  /// To be asked after each record, with the time just before it was sent: whether to `finish`.
  [[nodiscard]] virtual bool due(std::chrono::steady_clock::time_point sent) const = 0;
  /// Waits until what was sent is acknowledged, and the transaction committed. `timed_out`: call it again.
  [[nodiscard]] virtual Result<void> finish(Timeout timeout) = 0;
  [[nodiscard]] virtual Result<std::map<std::string, std::string>> settings() const = 0;
  /// What is not finished is given up; a transaction is aborted.
  virtual void close(Timeout timeout) = 0;
};

}  // namespace kpp::tools::producer_perf_test
