#include "cmd/broker_api_versions/client_requests.hpp"

#include <algorithm>
#include <array>

namespace kpp::tools::broker_api_versions {
namespace {

constexpr bool brokers = true;
constexpr bool controllers = false;

// https://kafka.apache.org/43/protocol.html#protocol_api_keys
constexpr auto table = std::to_array<ClientRequest>({
    {0, "Produce", 3, 13, brokers},
    {1, "Fetch", 4, 18, brokers},
    {2, "ListOffsets", 1, 11, brokers},
    {3, "Metadata", 0, 13, brokers},
    {8, "OffsetCommit", 2, 10, brokers},
    {9, "OffsetFetch", 1, 10, brokers},
    {10, "FindCoordinator", 0, 6, brokers},
    {11, "JoinGroup", 0, 9, brokers},
    {12, "Heartbeat", 0, 4, brokers},
    {13, "LeaveGroup", 0, 5, brokers},
    {14, "SyncGroup", 0, 5, brokers},
    {15, "DescribeGroups", 0, 6, brokers},
    {16, "ListGroups", 0, 5, brokers},
    {17, "SaslHandshake", 0, 1, brokers},
    {18, "ApiVersions", 0, 4, brokers},
    {19, "CreateTopics", 2, 7, brokers},
    {20, "DeleteTopics", 1, 6, brokers},
    {21, "DeleteRecords", 0, 2, brokers},
    {22, "InitProducerId", 0, 6, brokers},
    {23, "OffsetForLeaderEpoch", 2, 4, brokers},
    {24, "AddPartitionsToTxn", 0, 5, brokers},
    {25, "AddOffsetsToTxn", 0, 4, brokers},
    {26, "EndTxn", 0, 5, brokers},
    {27, "WriteTxnMarkers", 1, 2, brokers},
    {28, "TxnOffsetCommit", 0, 5, brokers},
    {29, "DescribeAcls", 1, 3, brokers},
    {30, "CreateAcls", 1, 3, brokers},
    {31, "DeleteAcls", 1, 3, brokers},
    {32, "DescribeConfigs", 1, 4, brokers},
    {33, "AlterConfigs", 0, 2, brokers},
    {34, "AlterReplicaLogDirs", 1, 2, brokers},
    {35, "DescribeLogDirs", 1, 5, brokers},
    {36, "SaslAuthenticate", 0, 2, brokers},
    {37, "CreatePartitions", 0, 3, brokers},
    {38, "CreateDelegationToken", 1, 3, brokers},
    {39, "RenewDelegationToken", 1, 2, brokers},
    {40, "ExpireDelegationToken", 1, 2, brokers},
    {41, "DescribeDelegationToken", 1, 3, brokers},
    {42, "DeleteGroups", 0, 2, brokers},
    {43, "ElectLeaders", 0, 2, brokers},
    {44, "IncrementalAlterConfigs", 0, 1, brokers},
    {45, "AlterPartitionReassignments", 0, 1, brokers},
    {46, "ListPartitionReassignments", 0, 0, brokers},
    {47, "OffsetDelete", 0, 0, brokers},
    {48, "DescribeClientQuotas", 0, 1, brokers},
    {49, "AlterClientQuotas", 0, 1, brokers},
    {50, "DescribeUserScramCredentials", 0, 0, brokers},
    {51, "AlterUserScramCredentials", 0, 0, brokers},
    {52, "Vote", 0, 2, controllers},
    {53, "BeginQuorumEpoch", 0, 1, controllers},
    {54, "EndQuorumEpoch", 0, 1, controllers},
    {55, "DescribeQuorum", 0, 2, brokers},
    {56, "AlterPartition", 2, 3, controllers},
    {57, "UpdateFeatures", 0, 2, brokers},
    {58, "Envelope", 0, 0, controllers},
    {59, "FetchSnapshot", 0, 1, controllers},
    {60, "DescribeCluster", 0, 2, brokers},
    {61, "DescribeProducers", 0, 0, brokers},
    {62, "BrokerRegistration", 0, 4, controllers},
    {63, "BrokerHeartbeat", 0, 2, controllers},
    {64, "UnregisterBroker", 0, 0, brokers},
    {65, "DescribeTransactions", 0, 0, brokers},
    {66, "ListTransactions", 0, 2, brokers},
    {67, "AllocateProducerIds", 0, 0, controllers},
    {68, "ConsumerGroupHeartbeat", 0, 1, brokers},
    {69, "ConsumerGroupDescribe", 0, 1, brokers},
    {70, "ControllerRegistration", 0, 0, controllers},
    {71, "GetTelemetrySubscriptions", 0, 0, brokers},
    {72, "PushTelemetry", 0, 0, brokers},
    {73, "AssignReplicasToDirs", 0, 0, controllers},
    {74, "ListConfigResources", 0, 1, brokers},
    {75, "DescribeTopicPartitions", 0, 0, brokers},
    {76, "ShareGroupHeartbeat", 1, 1, brokers},
    {77, "ShareGroupDescribe", 1, 1, brokers},
    {78, "ShareFetch", 1, 2, brokers},
    {79, "ShareAcknowledge", 1, 2, brokers},
    {80, "AddRaftVoter", 0, 1, brokers},
    {81, "RemoveRaftVoter", 0, 0, brokers},
    {82, "UpdateRaftVoter", 0, 0, controllers},
    {83, "InitializeShareGroupState", 0, 0, brokers},
    {84, "ReadShareGroupState", 0, 0, brokers},
    {85, "WriteShareGroupState", 0, 1, brokers},
    {86, "DeleteShareGroupState", 0, 0, brokers},
    {87, "ReadShareGroupStateSummary", 0, 1, brokers},
    {88, "StreamsGroupHeartbeat", 0, 0, brokers},
    {89, "StreamsGroupDescribe", 0, 0, brokers},
    {90, "DescribeShareGroupOffsets", 0, 1, brokers},
    {91, "AlterShareGroupOffsets", 0, 0, brokers},
    {92, "DeleteShareGroupOffsets", 0, 0, brokers},
});

}  // namespace

std::span<const ClientRequest> client_requests() noexcept {
  return table;
}

const ClientRequest* client_request(std::int16_t api_key) noexcept {
  const auto* found = std::ranges::lower_bound(table, api_key, {}, &ClientRequest::api_key);
  return found != table.end() && found->api_key == api_key ? found : nullptr;
}

}  // namespace kpp::tools::broker_api_versions
