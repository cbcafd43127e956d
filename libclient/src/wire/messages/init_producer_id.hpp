#pragma once
/// \file
/// InitProducerId: here only to fence the producers of a transactional id (KIP-98, KIP-360).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "wire/message.hpp"

namespace kpp::wire {

struct InitProducerIdResponse {
  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::int64_t producer_id = -1;
  std::int16_t producer_epoch = 0;
  std::int64_t ongoing_txn_producer_id = -1;
  std::int16_t ongoing_txn_producer_epoch = -1;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &InitProducerIdResponse::throttle_time_ms, always).ignorable(),
      field("ErrorCode", &InitProducerIdResponse::error_code, always),
      field("ProducerId", &InitProducerIdResponse::producer_id, always),
      field("ProducerEpoch", &InitProducerIdResponse::producer_epoch, always),
      field("OngoingTxnProducerId", &InitProducerIdResponse::ongoing_txn_producer_id, since(6)),
      field("OngoingTxnProducerEpoch", &InitProducerIdResponse::ongoing_txn_producer_epoch,
            since(6)),
  };
  friend bool operator==(const InitProducerIdResponse&, const InitProducerIdResponse&) = default;
};

struct InitProducerIdRequest {
  static constexpr ApiKey api_key = ApiKey::init_producer_id;
  static constexpr VersionRange versions = between(0, 6);
  static constexpr std::int16_t flexible_from = 2;
  using Response = InitProducerIdResponse;

  std::optional<std::string> transactional_id;
  std::int32_t transaction_timeout_ms = 0;
  std::int64_t producer_id = -1;
  std::int16_t producer_epoch = -1;
  bool enable2_pc = false;
  bool keep_prepared_txn = false;

  static constexpr auto fields = std::tuple{
      field("TransactionalId", &InitProducerIdRequest::transactional_id, always).nullable(always),
      field("TransactionTimeoutMs", &InitProducerIdRequest::transaction_timeout_ms, always),
      field("ProducerId", &InitProducerIdRequest::producer_id, since(3)),
      field("ProducerEpoch", &InitProducerIdRequest::producer_epoch, since(3)),
      field("Enable2Pc", &InitProducerIdRequest::enable2_pc, since(6)),
      field("KeepPreparedTxn", &InitProducerIdRequest::keep_prepared_txn, since(6)),
  };
  friend bool operator==(const InitProducerIdRequest&, const InitProducerIdRequest&) = default;
};

}  // namespace kpp::wire
