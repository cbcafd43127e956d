#include "record_io/coordinator/schema.hpp"

#include <array>

// Kafka 4.3: group-coordinator, share-coordinator and transaction-coordinator, common/message/*.json.

namespace kpp::tools::coordinator {
namespace {

constexpr std::array offset_key{Field{.name = "group", .type = Type::string},
                                Field{.name = "topic", .type = Type::string},
                                Field{.name = "partition"}};
constexpr std::array legacy_offset_value{Field{.name = "offset", .type = Type::int64},
                                         Field{.name = "metadata", .type = Type::string},
                                         Field{.name = "commitTimestamp", .type = Type::int64}};
constexpr std::array offset_value{
    Field{.name = "offset", .type = Type::int64},
    Field{.name = "leaderEpoch", .since = 3},
    Field{.name = "metadata", .type = Type::string},
    Field{.name = "commitTimestamp", .type = Type::int64},
    Field{.name = "expireTimestamp", .type = Type::int64, .since = 1, .until = 1},
    Field{.name = "topicId", .type = Type::uuid, .since = 4, .tag = 0}};
constexpr std::array offsets{
    RecordType{.id = 0, .key = {offset_key}, .value = {legacy_offset_value}},
    RecordType{.id = 1, .key = {offset_key}, .value = {offset_value, 4, 4}}};

constexpr std::array group_key{Field{.name = "group", .type = Type::string}};
constexpr std::array group_member{
    Field{.name = "memberId", .type = Type::string},
    Field{.name = "groupInstanceId", .type = Type::string, .nullable = true, .since = 3},
    Field{.name = "clientId", .type = Type::string},
    Field{.name = "clientHost", .type = Type::string},
    Field{.name = "rebalanceTimeout", .since = 1},
    Field{.name = "sessionTimeout"},
    Field{.name = "subscription", .type = Type::bytes},
    Field{.name = "assignment", .type = Type::bytes}};
constexpr std::array group_value{
    Field{.name = "protocolType", .type = Type::string},
    Field{.name = "generation"},
    Field{.name = "protocol", .type = Type::string, .nullable = true},
    Field{.name = "leader", .type = Type::string, .nullable = true},
    Field{.name = "currentStateTimestamp", .type = Type::int64, .since = 2},
    Field{.name = "members", .type = Type::object, .array = true, .fields = group_member}};
constexpr std::array groups{RecordType{.id = 2, .key = {group_key}, .value = {group_value, 4, 4}}};

constexpr std::array share_group_key{Field{.name = "groupId", .type = Type::string}};
constexpr std::array share_member_key{Field{.name = "groupId", .type = Type::string},
                                      Field{.name = "memberId", .type = Type::string}};
constexpr std::array partitions_of_topic{
    Field{.name = "topicId", .type = Type::uuid},
    Field{.name = "partitions", .array = true},
};
constexpr std::array partitions_of_named_topic{
    Field{.name = "topicId", .type = Type::uuid},
    Field{.name = "topicName", .type = Type::string},
    Field{.name = "partitions", .array = true},
};
constexpr std::array named_topic{
    Field{.name = "topicId", .type = Type::uuid},
    Field{.name = "topicName", .type = Type::string},
};
constexpr std::array share_member_value{
    Field{.name = "rackId", .type = Type::string, .nullable = true},
    Field{.name = "clientId", .type = Type::string},
    Field{.name = "clientHost", .type = Type::string},
    Field{.name = "subscribedTopicNames", .type = Type::string, .array = true}};
constexpr std::array share_group_value{Field{.name = "epoch"},
                                       Field{.name = "metadataHash", .type = Type::int64}};
constexpr std::array share_target_value{
    Field{.name = "assignmentEpoch"},
    Field{.name = "assignmentTimestamp", .type = Type::int64, .tag = 0}};
constexpr std::array share_target_member_value{Field{
    .name = "topicPartitions", .type = Type::object, .array = true, .fields = partitions_of_topic}};
constexpr std::array share_assignment_value{Field{.name = "memberEpoch"},
                                            Field{.name = "previousMemberEpoch"},
                                            Field{.name = "state", .type = Type::int8},
                                            Field{.name = "assignedPartitions",
                                                  .type = Type::object,
                                                  .array = true,
                                                  .fields = partitions_of_topic}};
constexpr std::array share_topics_value{
    Field{.name = "initializingTopics",
          .type = Type::object,
          .array = true,
          .fields = partitions_of_named_topic},
    Field{.name = "initializedTopics",
          .type = Type::object,
          .array = true,
          .fields = partitions_of_named_topic},
    Field{.name = "deletingTopics", .type = Type::object, .array = true, .fields = named_topic}};
constexpr std::array share_groups{
    RecordType{.id = 10, .key = {share_member_key}, .value = {share_member_value, 0, 0}},
    RecordType{.id = 11, .key = {share_group_key}, .value = {share_group_value, 0, 0}},
    RecordType{.id = 12, .key = {share_group_key}, .value = {share_target_value, 0, 0}},
    RecordType{.id = 13, .key = {share_member_key}, .value = {share_target_member_value, 0, 0}},
    RecordType{.id = 14, .key = {share_member_key}, .value = {share_assignment_value, 0, 0}},
    RecordType{.id = 15, .key = {share_group_key}, .value = {share_topics_value, 0, 0}}};

constexpr std::array transaction_key{Field{.name = "transactionalId", .type = Type::string}};
constexpr std::array transaction_topic{Field{.name = "topic", .type = Type::string},
                                       Field{.name = "partitionIds", .array = true}};
constexpr std::array transaction_value{
    Field{.name = "producerId", .type = Type::int64},
    Field{.name = "previousProducerId", .type = Type::int64, .since = 1, .tag = 0, .usually = -1},
    Field{.name = "nextProducerId", .type = Type::int64, .since = 1, .tag = 1, .usually = -1},
    Field{.name = "producerEpoch", .type = Type::int16},
    Field{.name = "nextProducerEpoch", .type = Type::int16, .since = 1, .tag = 3, .usually = -1},
    Field{.name = "transactionTimeoutMs"},
    Field{.name = "transactionStatus", .type = Type::int8},
    Field{.name = "transactionPartitions",
          .type = Type::object,
          .array = true,
          .nullable = true,
          .fields = transaction_topic},
    Field{.name = "transactionLastUpdateTimestampMs", .type = Type::int64},
    Field{.name = "transactionStartTimestampMs", .type = Type::int64},
    Field{.name = "clientTransactionVersion", .type = Type::int16, .since = 1, .tag = 2}};
constexpr std::array transactions{
    RecordType{.id = 0, .key = {transaction_key}, .value = {transaction_value, 1, 1}}};

constexpr std::array share_state_key{Field{.name = "groupId", .type = Type::string},
                                     Field{.name = "topicId", .type = Type::uuid},
                                     Field{.name = "partition"}};
constexpr std::array state_batch{Field{.name = "firstOffset", .type = Type::int64},
                                 Field{.name = "lastOffset", .type = Type::int64},
                                 Field{.name = "deliveryState", .type = Type::int8},
                                 Field{.name = "deliveryCount", .type = Type::int16}};
constexpr std::array share_snapshot_value{
    Field{.name = "snapshotEpoch"},
    Field{.name = "stateEpoch"},
    Field{.name = "leaderEpoch"},
    Field{.name = "startOffset", .type = Type::int64},
    Field{.name = "deliveryCompleteCount", .tag = 0, .usually = -1},
    Field{.name = "createTimestamp", .type = Type::int64},
    Field{.name = "writeTimestamp", .type = Type::int64},
    Field{.name = "stateBatches", .type = Type::object, .array = true, .fields = state_batch}};
constexpr std::array share_update_value{
    Field{.name = "snapshotEpoch"}, Field{.name = "leaderEpoch"},
    Field{.name = "startOffset", .type = Type::int64},
    Field{.name = "deliveryCompleteCount", .tag = 0, .usually = -1},
    Field{.name = "stateBatches", .type = Type::object, .array = true, .fields = state_batch}};
constexpr std::array share_states{
    RecordType{.id = 0, .key = {share_state_key}, .value = {share_snapshot_value, 0, 0}},
    RecordType{.id = 1, .key = {share_state_key}, .value = {share_update_value, 0, 0}}};

}  // namespace

std::span<const RecordType> offset_records() noexcept {
  return offsets;
}
std::span<const RecordType> group_metadata_records() noexcept {
  return groups;
}
std::span<const RecordType> share_group_records() noexcept {
  return share_groups;
}
std::span<const RecordType> transaction_records() noexcept {
  return transactions;
}
std::span<const RecordType> share_state_records() noexcept {
  return share_states;
}

}  // namespace kpp::tools::coordinator
