// The public face of transactions; what was moved away answers `closed`.

#include "kpp/transaction.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "client/deadline.hpp"
#include "client/transaction_manager.hpp"

namespace kpp {
namespace {

constexpr Timeout shortest_pause{20};
constexpr Timeout longest_pause{1000};

tl::unexpected<Error> closed() {
  return fail(ErrorCode::closed, "the producer is closed");
}

}  // namespace

Transaction::Transaction(std::shared_ptr<client::TransactionManager> manager,
                         std::uint64_t number) noexcept
    : manager_(std::move(manager)), number_(number) {}
Transaction::Transaction(Transaction&& other) noexcept = default;

Transaction& Transaction::operator=(Transaction&& other) noexcept {
  Transaction old(std::exchange(manager_, std::move(other.manager_)),
                  std::exchange(number_, other.number_));
  return *this;
}

Transaction::~Transaction() {
  if (manager_) manager_->abandon(number_);
}

Result<void> Transaction::send(Record&& record, DeliveryHandler handler) {
  if (!manager_) return closed();
  return manager_->send(number_, [&](Producer& producer) {
    return producer.send(std::move(record), std::move(handler));
  });
}

Result<void> Transaction::send(const RecordView& record, DeliveryHandler handler) {
  if (!manager_) return closed();
  return manager_->send(
      number_, [&](Producer& producer) { return producer.send(record, std::move(handler)); });
}

Result<void> Transaction::try_send(Record& record, DeliveryHandler handler) {
  if (!manager_) return closed();
  return manager_->send(
      number_, [&](Producer& producer) { return producer.try_send(record, std::move(handler)); });
}

Result<void> Transaction::try_send(const RecordView& record, DeliveryHandler handler) {
  if (!manager_) return closed();
  return manager_->send(
      number_, [&](Producer& producer) { return producer.try_send(record, std::move(handler)); });
}

Result<void> Transaction::send_offsets(const Offsets& offsets, const GroupMetadata& member,
                                       Timeout timeout) {
  if (!manager_) return closed();
  return manager_->send_offsets(number_, offsets, member, timeout);
}

Result<void> Transaction::flush(Timeout timeout) {
  if (!manager_) return closed();
  return manager_->flush(number_, timeout);
}

Result<void> Transaction::commit(Timeout timeout) {
  if (!manager_) return closed();
  return manager_->commit(number_, timeout);
}

Result<void> Transaction::abort(Timeout timeout) {
  if (!manager_) return closed();
  return manager_->abort(number_, timeout);
}

bool Transaction::open() const noexcept {
  return manager_ && manager_->is_open(number_);
}

TransactionalProducer::TransactionalProducer(
    std::shared_ptr<client::TransactionManager> manager) noexcept
    : manager_(std::move(manager)) {}
TransactionalProducer::TransactionalProducer(TransactionalProducer&& other) noexcept = default;

TransactionalProducer& TransactionalProducer::operator=(TransactionalProducer&& other) noexcept {
  TransactionalProducer old(std::exchange(manager_, std::move(other.manager_)));
  return *this;
}

TransactionalProducer::~TransactionalProducer() {
  if (manager_) client::TransactionManager::close_last(std::move(manager_));
}

Result<TransactionalProducer> TransactionalProducer::create(const Config& config,
                                                            TransactionalProducerOptions options) {
  auto manager = client::TransactionManager::create(config, std::move(options));
  if (!manager) return tl::unexpected(manager.error());
  return TransactionalProducer(*std::move(manager));
}

Result<Transaction> TransactionalProducer::begin() {
  if (!manager_) return closed();
  return manager_->begin();
}

Result<void> TransactionalProducer::run(
    const std::function<Result<void>(Transaction& transaction)>& work, Timeout timeout) {
  const auto deadline = client::deadline_after(timeout);
  Timeout pause = shortest_pause;
  for (;;) {
    Result<void> done;
    {
      auto transaction = begin();
      if (!transaction) {
        done = tl::unexpected(transaction.error());
      } else {
        done = work(*transaction);
        if (done && transaction->open()) done = transaction->commit(client::left_until(deadline));
      }
      if (done) return done;
    }  // what is still open is aborted here
    if (step_after(done.error()) == TransactionStep::stop) return done;
    const Timeout left = client::left_until(deadline);
    if (left <= pause) return done;
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, longest_pause);
  }
}

Result<std::vector<PartitionInfo>> TransactionalProducer::partitions_for(std::string_view topic,
                                                                         Timeout timeout) {
  if (!manager_) return closed();
  return manager_->producer().partitions_for(topic, timeout);
}

std::optional<Error> TransactionalProducer::last_transport_error() const {
  if (!manager_) return std::nullopt;
  return manager_->producer().last_transport_error();
}

Result<std::map<std::string, std::string>> TransactionalProducer::settings() const {
  if (!manager_) return closed();
  return manager_->producer().settings();
}

ProducerCounters TransactionalProducer::counters() const noexcept {
  return manager_ ? manager_->producer().counters() : ProducerCounters{};
}

CloseReport TransactionalProducer::close(Timeout timeout) {
  if (!manager_) return {};
  return manager_->close(timeout);
}

}  // namespace kpp
