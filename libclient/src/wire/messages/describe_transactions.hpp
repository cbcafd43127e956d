#pragma once
/// \file
/// DescribeTransactions (KIP-664).

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeTransactionsResponse {
  struct Transaction {
    struct Topic {
      std::string topic;
      std::vector<std::int32_t> partitions;

      static constexpr auto fields = std::tuple{
          field("Topic", &Topic::topic, always),
          field("Partitions", &Topic::partitions, always),
      };
      friend bool operator==(const Topic&, const Topic&) = default;
    };

    std::int16_t error_code = 0;
    std::string transactional_id;
    std::string transaction_state;
    std::int32_t transaction_timeout_ms = 0;
    std::int64_t transaction_start_time_ms = 0;
    std::int64_t producer_id = 0;
    std::int16_t producer_epoch = 0;
    std::vector<Topic> topics;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Transaction::error_code, always),
        field("TransactionalId", &Transaction::transactional_id, always),
        field("TransactionState", &Transaction::transaction_state, always),
        field("TransactionTimeoutMs", &Transaction::transaction_timeout_ms, always),
        field("TransactionStartTimeMs", &Transaction::transaction_start_time_ms, always),
        field("ProducerId", &Transaction::producer_id, always),
        field("ProducerEpoch", &Transaction::producer_epoch, always),
        field("Topics", &Transaction::topics, always),
    };
    friend bool operator==(const Transaction&, const Transaction&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Transaction> transaction_states;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeTransactionsResponse::throttle_time_ms, always),
      field("TransactionStates", &DescribeTransactionsResponse::transaction_states, always),
  };
  friend bool operator==(const DescribeTransactionsResponse&,
                         const DescribeTransactionsResponse&) = default;
};

struct DescribeTransactionsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_transactions;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DescribeTransactionsResponse;

  std::vector<std::string> transactional_ids;

  static constexpr auto fields = std::tuple{
      field("TransactionalIds", &DescribeTransactionsRequest::transactional_ids, always),
  };
  friend bool operator==(const DescribeTransactionsRequest&,
                         const DescribeTransactionsRequest&) = default;
};

}  // namespace kpp::wire
