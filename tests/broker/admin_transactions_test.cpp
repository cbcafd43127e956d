// Transactions seen and ended from outside, on a real broker (KIP-664).
#include <doctest/doctest.h>

#include "admin_broker_case.hpp"
#include "kpp/transaction.hpp"

using namespace kpp;
using namespace kpp::test;

namespace {

TransactionalProducer make_producer(const std::string& id) {
  Config config = client_config();
  REQUIRE(config.set("transactional.id", id));
  REQUIRE(config.set("linger.ms", "0"));
  Result<TransactionalProducer> producer = TransactionalProducer::create(config);
  REQUIRE(producer);
  return *std::move(producer);
}

Transaction begin(TransactionalProducer& producer, const std::string& topic) {
  Result<Transaction> transaction = producer.begin();
  REQUIRE(transaction);
  Record record;
  record.topic = topic;
  record.value = "value";
  record.partition = 0;
  REQUIRE(transaction->send(std::move(record)));
  REQUIRE(transaction->flush(20s));
  return *std::move(transaction);
}

}  // namespace

TEST_CASE("an open transaction is listed and described, and so is its producer") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  const TopicPartition partition{topic.name(), 0};
  const std::string id = unique("id");
  TransactionalProducer producer = make_producer(id);
  Transaction transaction = begin(producer, topic.name());

  const auto described = admin.describe_transactions({&id, 1});
  const bool modern = described && described->begin()->second;
  if (!modern) {
    CHECK(code_of(*described, id) == ErrorCode::unsupported_by_broker);
    const auto listed = admin.list_transactions();
    REQUIRE(listed);
    CHECK(listed->errors.at(0).code() == ErrorCode::unsupported_by_broker);
    CHECK(code_of(*admin.describe_producers({&partition, 1}), partition) ==
          ErrorCode::unsupported_by_broker);
    REQUIRE(transaction.abort(20s));
    return;
  }
  const TransactionDescription& description = *described->begin()->second;
  CHECK(description.state == TransactionState::ongoing);
  CHECK(description.partitions == std::vector{partition});
  CHECK(description.timeout == 60s);
  CHECK(description.started);

  const auto listed = admin.list_transactions();
  REQUIRE(listed);
  CHECK(listed->errors.empty());
  const auto found =
      std::ranges::find(listed->transactions, id, &TransactionListing::transactional_id);
  REQUIRE(found != listed->transactions.end());
  CHECK(found->state == TransactionState::ongoing);
  CHECK(found->producer_id == description.producer_id);
  ListTransactionsOptions other;
  other.states = {TransactionState::complete_abort};
  other.producer_ids = {description.producer_id};
  CHECK(admin.list_transactions(other)->transactions.empty());
  ListTransactionsOptions old;
  old.running_longer_than = 1h;
  const auto long_ones = admin.list_transactions(old);
  REQUIRE(long_ones);
  CHECK(std::ranges::find(long_ones->transactions, id, &TransactionListing::transactional_id) ==
        long_ones->transactions.end());

  const auto producers = admin.describe_producers({&partition, 1});
  REQUIRE(producers);
  REQUIRE(producers->all_ok());
  REQUIRE(producers->begin()->second->size() == 1);
  CHECK(producers->begin()->second->front().producer_id == description.producer_id);
  CHECK(producers->begin()->second->front().transaction_start_offset == 0);
  DescribeProducersOptions of_this_broker;
  of_this_broker.broker = description.coordinator_id;
  CHECK(admin.describe_producers({&partition, 1}, of_this_broker)->all_ok());

  REQUIRE(transaction.commit(20s));
  const std::string unknown = unique("never");
  CHECK(code_of(*admin.describe_transactions({&unknown, 1}), unknown) ==
        ErrorCode::transactional_id_not_found);
  const TopicPartition nowhere{unique("never"), 0};
  CHECK(code_of(*admin.describe_producers({&nowhere, 1}), nowhere) ==
        ErrorCode::unknown_topic_or_partition);
}

TEST_CASE("a transaction is ended on one partition") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  const TopicPartition partition{topic.name(), 0};
  TransactionalProducer producer = make_producer(unique("id"));
  Transaction transaction = begin(producer, topic.name());
  const auto producers = admin.describe_producers({&partition, 1});
  REQUIRE(producers);
  if (!producers->all_ok()) {
    const Result<void> lacking = admin.abort_transaction({partition, 1, 0, 0});
    CHECK(lacking.error().code() == ErrorCode::unsupported_by_broker);
    REQUIRE(transaction.abort(20s));
    return;
  }
  const ProducerState& state = producers->begin()->second->front();
  const Result<void> aborted = admin.abort_transaction(
      {partition, state.producer_id, static_cast<std::int16_t>(state.producer_epoch),
       state.coordinator_epoch.value_or(0)});
  REQUIRE_MESSAGE(aborted, aborted.error().to_string());
  CHECK(eventually([&] {
    const auto after = admin.describe_producers({&partition, 1});
    return after && after->all_ok() &&
           !after->begin()->second->front().transaction_start_offset.has_value();
  }));
  (void)transaction.abort(20s);
}

TEST_CASE("producers of an id are fenced (KIP-98)") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  const std::string ids[] = {unique("id"), unique("unused")};
  TransactionalProducer producer = make_producer(ids[0]);
  Transaction transaction = begin(producer, topic.name());
  const auto fenced = admin.fence_producers(ids);
  REQUIRE(fenced);
  REQUIRE_MESSAGE(fenced->all_ok(), fenced->first_error()->to_string());
  CHECK(fenced->begin()->second->producer_id >= 0);
  const Result<void> committed = transaction.commit(20s);
  REQUIRE_FALSE(committed);
  CHECK(committed.error().fatal());
}
