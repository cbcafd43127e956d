#include "cmd/producer_perf_test/sender.hpp"

#include <optional>
#include <utility>

#include "kpp/transaction.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

using Clock = std::chrono::steady_clock;

class PlainSender final : public Sender {
 public:
  explicit PlainSender(Producer producer) : producer_(std::move(producer)) {}

  Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic,
                                                    Timeout timeout) override {
    return producer_.partitions_for(topic, timeout);
  }
  Result<void> before_record() override { return {}; }
  Result<void> send(const RecordView& record) override { return producer_.send(record); }
  bool due(Clock::time_point /*sent*/) const override { return false; }
  Result<void> finish(Timeout timeout) override { return producer_.flush(timeout); }
  Result<std::map<std::string, std::string>> settings() const override {
    return producer_.settings();
  }
  void close(Timeout timeout) override { producer_.close(timeout); }

 private:
  Producer producer_;
};

class TransactionalSender final : public Sender {
 public:
  TransactionalSender(TransactionalProducer producer, const Settings& settings)
      : producer_(std::move(producer)), duration_(settings.transaction_duration) {}

  Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic,
                                                    Timeout timeout) override {
    return producer_.partitions_for(topic, timeout);
  }

  Result<void> before_record() override {
    if (transaction_) return {};
    auto begun = producer_.begin();
    if (!begun) return tl::unexpected(begun.error());
    transaction_.emplace(*std::move(begun));
    began_ = Clock::now();
    return {};
  }

  Result<void> send(const RecordView& record) override { return transaction_->send(record); }

  bool due(Clock::time_point sent) const override { return sent - began_ >= duration_; }

  Result<void> finish(Timeout timeout) override {
    if (!transaction_) return {};
    auto committed = transaction_->commit(timeout);
    if (committed) transaction_.reset();
    return committed;
  }

  Result<std::map<std::string, std::string>> settings() const override {
    return producer_.settings();
  }

  void close(Timeout timeout) override {
    // An abort would drop what waits in the queue.
    if (transaction_) static_cast<void>(transaction_->flush(timeout));
    producer_.close(timeout);
    transaction_.reset();
  }

 private:
  TransactionalProducer producer_;
  std::chrono::milliseconds duration_;
  std::optional<Transaction> transaction_;
  Clock::time_point began_;
};

}  // namespace

Result<std::unique_ptr<Sender>> Sender::create(const Config& config, const Settings& settings,
                                               ProducerOptions options, Timeout max_block) {
  if (!config.has("transactional.id")) {
    auto producer = Producer::create(config, std::move(options));
    if (!producer) return tl::unexpected(producer.error());
    return std::make_unique<PlainSender>(*std::move(producer));
  }
  TransactionalProducerOptions transactional;
  transactional.producer = std::move(options);
  transactional.init_timeout = max_block;
  auto producer = TransactionalProducer::create(config, std::move(transactional));
  if (!producer) return tl::unexpected(producer.error());
  return std::make_unique<TransactionalSender>(*std::move(producer), settings);
}

}  // namespace kpp::tools::producer_perf_test
