#pragma once
/// \file
/// ListTransactions: those of one coordinator (KIP-664).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ListTransactionsResponse {
  struct Transaction {
    std::string transactional_id;
    std::int64_t producer_id = 0;
    std::string transaction_state;

    static constexpr auto fields = std::tuple{
        field("TransactionalId", &Transaction::transactional_id, always),
        field("ProducerId", &Transaction::producer_id, always),
        field("TransactionState", &Transaction::transaction_state, always),
    };
    friend bool operator==(const Transaction&, const Transaction&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::vector<std::string> unknown_state_filters;
  std::vector<Transaction> transaction_states;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ListTransactionsResponse::throttle_time_ms, always),
      field("ErrorCode", &ListTransactionsResponse::error_code, always),
      field("UnknownStateFilters", &ListTransactionsResponse::unknown_state_filters, always),
      field("TransactionStates", &ListTransactionsResponse::transaction_states, always),
  };
  friend bool operator==(const ListTransactionsResponse&,
                         const ListTransactionsResponse&) = default;
};

struct ListTransactionsRequest {
  static constexpr ApiKey api_key = ApiKey::list_transactions;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 0;
  using Response = ListTransactionsResponse;

  std::vector<std::string> state_filters;
  std::vector<std::int64_t> producer_id_filters;
  std::int64_t duration_filter = -1;
  std::optional<std::string> transactional_id_pattern;

  static constexpr auto fields = std::tuple{
      field("StateFilters", &ListTransactionsRequest::state_filters, always),
      field("ProducerIdFilters", &ListTransactionsRequest::producer_id_filters, always),
      field("DurationFilter", &ListTransactionsRequest::duration_filter, since(1)),
      field("TransactionalIdPattern", &ListTransactionsRequest::transactional_id_pattern, since(2))
          .nullable(since(2)),
  };
  friend bool operator==(const ListTransactionsRequest&, const ListTransactionsRequest&) = default;
};

}  // namespace kpp::wire
