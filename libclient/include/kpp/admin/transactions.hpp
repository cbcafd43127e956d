#pragma once
/// \file
/// Transactions of producers, seen from outside, and how one that hangs is ended (KIP-664, KIP-98).
///
///     auto listed = admin.list_transactions();
///     if (!listed) return complain(listed.error());
///     for (const kpp::TransactionListing& each : listed->transactions)
///       std::cout << each.transactional_id << ' ' << name(each.state) << '\n';
///     for (const kpp::Error& error : listed->errors) complain(error);  // brokers that did not answer
///
/// Brokers from 3.0; `fence_producers` with all. Threads: plain values; the functions have no state.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

enum class TransactionState : std::int8_t {
  unknown,
  empty,
  ongoing,
  prepare_commit,
  prepare_abort,
  complete_commit,
  complete_abort,
  prepare_epoch_fence,
  dead
};
/// "Ongoing", "PrepareCommit", ... as the broker writes it.
[[nodiscard]] KPP_API std::string_view name(TransactionState state) noexcept;
[[nodiscard]] KPP_API std::optional<TransactionState> parse_transaction_state(
    std::string_view text) noexcept;

struct TransactionListing {
  std::string transactional_id{};
  std::int64_t producer_id = -1;
  TransactionState state = TransactionState::unknown;
};

struct ListTransactionsOptions : CallOptions {
  std::vector<TransactionState> states{};    ///< Empty: all.
  std::vector<std::int64_t> producer_ids{};  ///< Empty: all.
  /// Only those that have run for longer (KIP-994, brokers from 3.8).
  std::optional<Timeout> running_longer_than{};
  /// A regular expression of RE2 for the whole id (KIP-1152, brokers from 4.1).
  std::optional<std::string> id_pattern{};
};

/// Those of all coordinators, by id; one that did not answer is an error beside the rest.
struct TransactionListings {
  std::vector<TransactionListing> transactions{};
  std::vector<Error> errors{};
};

struct TransactionDescription {
  std::int32_t coordinator_id = -1;
  TransactionState state = TransactionState::unknown;
  std::int64_t producer_id = -1;
  std::int16_t producer_epoch = -1;
  Timeout timeout{0};
  std::optional<Timestamp> started{};        ///< Empty: there is none under way.
  std::vector<TopicPartition> partitions{};  ///< That are part of it, sorted.
};

/// A producer as the leader of a partition knows it.
struct ProducerState {
  std::int64_t producer_id = -1;
  std::int32_t producer_epoch = -1;
  std::int32_t last_sequence = -1;
  Timestamp last_timestamp = -1;
  std::optional<std::int32_t> coordinator_epoch{};
  /// Where its transaction begins in this partition; empty: it has none open.
  std::optional<std::int64_t> transaction_start_offset{};
};

struct DescribeProducersOptions : CallOptions {
  std::optional<std::int32_t> broker{};  ///< Ask this replica instead of the leader.
};

/// A transaction that is open on a partition and no longer at its coordinator, as `describe_producers` shows it.
struct HangingTransaction {
  TopicPartition partition{};
  std::int64_t producer_id = -1;
  std::int16_t producer_epoch = -1;
  std::int32_t coordinator_epoch = -1;
};

/// What a producer that takes the id over would have.
struct FencedProducer {
  std::int64_t producer_id = -1;
  std::int16_t producer_epoch = -1;
};

}  // namespace kpp
