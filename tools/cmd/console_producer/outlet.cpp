#include "cmd/console_producer/outlet.hpp"

#include <utility>

#include "client_config.hpp"

namespace kpp::tools::console_producer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds connect_patience{5000};

class PlainOutlet final : public Outlet {
 public:
  explicit PlainOutlet(Producer producer) : producer_(std::move(producer)) {}

  Result<void> send(const RecordView& record) override { return producer_.send(record); }
  Result<void> flush(Milliseconds timeout) override { return producer_.flush(timeout); }
  Result<void> finish(bool /*all_went_well*/, Milliseconds /*timeout*/) override { return {}; }
  CloseReport close(Milliseconds timeout) override { return producer_.close(timeout); }

 private:
  Producer producer_;
};

class TransactionOutlet final : public Outlet {
 public:
  TransactionOutlet(TransactionalProducer producer, Transaction transaction)
      : producer_(std::move(producer)), transaction_(std::move(transaction)) {}

  Result<void> send(const RecordView& record) override { return transaction_.send(record); }
  Result<void> flush(Milliseconds timeout) override { return transaction_.flush(timeout); }
  Result<void> finish(bool all_went_well, Milliseconds timeout) override {
    return all_went_well ? transaction_.commit(timeout) : transaction_.abort(timeout);
  }
  CloseReport close(Milliseconds timeout) override { return producer_.close(timeout); }

 private:
  TransactionalProducer producer_;
  Transaction transaction_;
};

/// A producer that has a broker. Without one a transaction's would wait a minute before it says so.
Result<Producer> connect(const Plan& plan, const ProducerOptions& options) {
  auto producer = Producer::create(plan.config, options);
  if (!producer) return producer;
  if (auto connected = producer->check_connection(connect_patience); !connected)
    return tl::unexpected(connect_failure(plan.config, connected.error()));
  return producer;
}

}  // namespace

Result<std::unique_ptr<Outlet>> open_outlet(const Plan& plan, const ProducerOptions& options) {
  auto producer = connect(plan, options);
  if (!producer) return tl::unexpected(producer.error());
  if (plan.transactional_id.empty()) return std::make_unique<PlainOutlet>(*std::move(producer));

  Config config = plan.config;
  if (auto set = config.set("transactional.id", plan.transactional_id); !set)
    return tl::unexpected(set.error());
  TransactionalProducerOptions how;
  how.producer = options;
  how.init_timeout = milliseconds(plan.max_block_ms);
  auto transactional = TransactionalProducer::create(config, std::move(how));
  if (!transactional) return tl::unexpected(transactional.error());
  auto transaction = transactional->begin();
  if (!transaction) return tl::unexpected(transaction.error());
  return std::make_unique<TransactionOutlet>(*std::move(transactional), *std::move(transaction));
}

}  // namespace kpp::tools::console_producer
