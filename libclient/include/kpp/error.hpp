#pragma once
/// \file
/// Errors as values: `kpp::Error`, `kpp::ErrorCode` and `kpp::Result<T>`.
///
/// Every call that can fail returns `Result<T>`, which is `tl::expected<T, kpp::Error>`. There is no second channel: the
/// library throws nothing of its own, except that `.value()` on a failed result throws as tl::expected says.
///
///     kpp::Result<kpp::Config> config = kpp::Config::from_file("client.properties");
///     if (!config) {
///       std::cerr << config.error().to_string() << '\n';  // "client.properties: No such file or directory"
///       return 1;
///     }
///
/// An `Error` is a small immutable value. Its text and flags are copied out of the broker's or the client's answer when it
/// is made, so it may be kept, copied and destroyed on any thread, after its client is gone.
///
/// Codes are the numbers of Kafka's protocol (https://kafka.apache.org/protocol#protocol_error_codes), and, for the data
/// plane's own conditions, those of librdkafka (-199 to -2). What only this library can say has numbers from -1000 down.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "kpp/export.hpp"

namespace kpp {

/// What went wrong, as a number that keeps its meaning between versions. Values that are not named
/// here are possible (a newer broker): `name()` then answers "UNKNOWN_CODE".
enum class ErrorCode : std::int32_t {
  // Of this library (not on the wire).
  closed = -1000,            ///< The client was closed before or during the call.
  timed_out = -1001,         ///< The call's own deadline passed.
  cancelled = -1002,         ///< A stop was requested through a `std::stop_token` or `wakeup()`.
  invalid_argument = -1003,  ///< The call's arguments contradict each other or are out of range.
  invalid_config_value = -1004,  ///< A configuration key or value is unknown or out of range.
  would_deadlock = -1005,      ///< A blocking call was made from one of the library's own handlers.
  concurrent_use = -1006,      ///< A single-owner object was used by two threads at once.
  connection_failed = -1007,   ///< No bootstrap server, or not the needed broker, could be reached.
  malformed_response = -1008,  ///< The peer's bytes are not a valid Kafka response.
  unsupported_by_broker =
      -1009,         ///< The broker lacks the request, or has it in no version known here.
  io_error = -1010,  ///< A local file or descriptor failed.
  queue_full =
      -1011,  ///< The send queue is full: at once for `try_send`, after `max_block` for `send`.
  purged = -1012,  ///< The record was given up by `close` or `purge` before it was delivered.
  serialization_failed =
      -1013,  ///< Bytes are no valid form of the type, or a value has no form in bytes.

  // Of Kafka's protocol.
  unknown_server_error = -1,
  none = 0,
  offset_out_of_range = 1,
  corrupt_message = 2,
  unknown_topic_or_partition = 3,
  invalid_fetch_size = 4,
  leader_not_available = 5,
  not_leader_or_follower = 6,
  request_timed_out = 7,
  broker_not_available = 8,
  replica_not_available = 9,
  message_too_large = 10,
  stale_controller_epoch = 11,
  offset_metadata_too_large = 12,
  network_exception = 13,
  coordinator_load_in_progress = 14,
  coordinator_not_available = 15,
  not_coordinator = 16,
  invalid_topic_exception = 17,
  record_list_too_large = 18,
  not_enough_replicas = 19,
  not_enough_replicas_after_append = 20,
  invalid_required_acks = 21,
  illegal_generation = 22,
  inconsistent_group_protocol = 23,
  invalid_group_id = 24,
  unknown_member_id = 25,
  invalid_session_timeout = 26,
  rebalance_in_progress = 27,
  invalid_commit_offset_size = 28,
  topic_authorization_failed = 29,
  group_authorization_failed = 30,
  cluster_authorization_failed = 31,
  invalid_timestamp = 32,
  unsupported_sasl_mechanism = 33,
  illegal_sasl_state = 34,
  unsupported_version = 35,
  topic_already_exists = 36,
  invalid_partitions = 37,
  invalid_replication_factor = 38,
  invalid_replica_assignment = 39,
  invalid_config = 40,
  not_controller = 41,
  invalid_request = 42,
  unsupported_for_message_format = 43,
  policy_violation = 44,
  out_of_order_sequence_number = 45,
  duplicate_sequence_number = 46,
  invalid_producer_epoch = 47,
  invalid_txn_state = 48,
  invalid_producer_id_mapping = 49,
  invalid_transaction_timeout = 50,
  concurrent_transactions = 51,
  transaction_coordinator_fenced = 52,
  transactional_id_authorization_failed = 53,
  security_disabled = 54,
  operation_not_attempted = 55,
  kafka_storage_error = 56,
  log_dir_not_found = 57,
  sasl_authentication_failed = 58,
  unknown_producer_id = 59,
  reassignment_in_progress = 60,
  delegation_token_auth_disabled = 61,
  delegation_token_not_found = 62,
  delegation_token_owner_mismatch = 63,
  delegation_token_request_not_allowed = 64,
  delegation_token_authorization_failed = 65,
  delegation_token_expired = 66,
  invalid_principal_type = 67,
  non_empty_group = 68,
  group_id_not_found = 69,
  fetch_session_id_not_found = 70,
  invalid_fetch_session_epoch = 71,
  listener_not_found = 72,
  topic_deletion_disabled = 73,
  fenced_leader_epoch = 74,
  unknown_leader_epoch = 75,
  unsupported_compression_type = 76,
  stale_broker_epoch = 77,
  offset_not_available = 78,
  member_id_required = 79,
  preferred_leader_not_available = 80,
  group_max_size_reached = 81,
  fenced_instance_id = 82,
  eligible_leaders_not_available = 83,
  election_not_needed = 84,
  no_reassignment_in_progress = 85,
  group_subscribed_to_topic = 86,
  invalid_record = 87,
  unstable_offset_commit = 88,
  throttling_quota_exceeded = 89,
  producer_fenced = 90,
  resource_not_found = 91,
  duplicate_resource = 92,
  unacceptable_credential = 93,
  inconsistent_voter_set = 94,
  invalid_update_version = 95,
  feature_update_failed = 96,
  principal_deserialization_failure = 97,
  snapshot_not_found = 98,
  position_out_of_range = 99,
  unknown_topic_id = 100,
  duplicate_broker_registration = 101,
  broker_id_not_registered = 102,
  inconsistent_topic_id = 103,
  inconsistent_cluster_id = 104,
  transactional_id_not_found = 105,
  fetch_session_topic_id_error = 106,
  ineligible_replica = 107,
  new_leader_elected = 108,
  offset_moved_to_tiered_storage = 109,
  fenced_member_epoch = 110,
  unreleased_instance_id = 111,
  unsupported_assignor = 112,
  stale_member_epoch = 113,
  mismatched_endpoint_type = 114,
  unsupported_endpoint_type = 115,
  unknown_controller_id = 116,
  unknown_subscription_id = 117,
  telemetry_too_large = 118,
  invalid_registration = 119,
  transaction_abortable = 120,
  invalid_record_state = 121,
  share_session_not_found = 122,
  invalid_share_session_epoch = 123,
  fenced_state_epoch = 124,
  invalid_voter_key = 125,
  duplicate_voter = 126,
  voter_not_found = 127,
  invalid_regular_expression = 128,
  rebootstrap_required = 129,
};

/// The code's name as Kafka writes it, e.g. "TOPIC_ALREADY_EXISTS"; "UNKNOWN_CODE" for a number not
/// named here.
[[nodiscard]] KPP_API std::string_view name(ErrorCode code) noexcept;

/// The sentence that goes with the code where the broker sent none.
[[nodiscard]] KPP_API std::string_view default_message(ErrorCode code) noexcept;

/// The class that Java clients throw for this code, e.g.
/// "org.apache.kafka.common.errors.TopicExistsException". Kafka's tools print it, so programs that
/// mirror them need it.
[[nodiscard]] KPP_API std::string java_exception(ErrorCode code);

/// True where Kafka's rules say that the same request may succeed later.
[[nodiscard]] KPP_API bool is_retriable(ErrorCode code) noexcept;

class KPP_API Error {
 public:
  /// An error with the code's own sentence.
  explicit Error(ErrorCode code);
  /// An error with a more precise sentence; an empty one means the code's own.
  Error(ErrorCode code, std::string message);

  [[nodiscard]] ErrorCode code() const noexcept;
  /// One sentence for a person, without the context below.
  [[nodiscard]] const std::string& message() const noexcept;
  /// The call or request that failed ("CreateTopics"); empty if not known.
  [[nodiscard]] const std::string& operation() const noexcept;
  [[nodiscard]] const std::optional<std::string>& topic() const noexcept;
  [[nodiscard]] std::optional<std::int32_t> partition() const noexcept;
  /// The broker that said so.
  [[nodiscard]] std::optional<std::int32_t> broker() const noexcept;

  /// The client instance cannot go on and must be made anew.
  [[nodiscard]] bool fatal() const noexcept;
  /// The same call may succeed later.
  [[nodiscard]] bool retriable() const noexcept;
  /// The current transaction must be aborted; then the producer can go on (KIP-360, KIP-447).
  [[nodiscard]] bool requires_abort() const noexcept;

  /// The message with operation, topic, partition and broker where they are known.
  [[nodiscard]] std::string to_string() const;

  /// A copy of this error with one more fact: `return
  /// tl::unexpected(error.with_operation("Metadata"));`
  [[nodiscard]] Error with_operation(std::string operation) const;
  [[nodiscard]] Error with_topic(std::string topic) const;
  [[nodiscard]] Error with_partition(std::string topic, std::int32_t partition) const;
  [[nodiscard]] Error with_broker(std::int32_t broker) const;
  [[nodiscard]] Error with_flags(bool fatal, bool retriable, bool requires_abort) const;

 private:
  struct KPP_LOCAL Detail;
  explicit Error(std::shared_ptr<const Detail> detail) : detail_(std::move(detail)) {}
  std::shared_ptr<const Detail> detail_;  // never null
};

/// A value, or the reason why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for a failed result: `return kpp::fail(ErrorCode::closed);`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message = {}) {
  return tl::unexpected<Error>(Error(code, std::move(message)));
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace kpp
