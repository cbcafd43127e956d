#pragma once
/// \file
/// Every request there is, for tests and tables that go through all of them. Code that speaks one
/// includes that one.

#include <tuple>

#include "wire/messages/add_raft_voter.hpp"
#include "wire/messages/alter_client_quotas.hpp"
#include "wire/messages/alter_partition_reassignments.hpp"
#include "wire/messages/alter_replica_log_dirs.hpp"
#include "wire/messages/alter_share_group_offsets.hpp"
#include "wire/messages/alter_user_scram_credentials.hpp"
#include "wire/messages/api_versions.hpp"
#include "wire/messages/consumer_group_describe.hpp"
#include "wire/messages/create_acls.hpp"
#include "wire/messages/create_delegation_token.hpp"
#include "wire/messages/create_partitions.hpp"
#include "wire/messages/create_topics.hpp"
#include "wire/messages/delete_acls.hpp"
#include "wire/messages/delete_groups.hpp"
#include "wire/messages/delete_records.hpp"
#include "wire/messages/delete_share_group_offsets.hpp"
#include "wire/messages/delete_topics.hpp"
#include "wire/messages/describe_acls.hpp"
#include "wire/messages/describe_client_quotas.hpp"
#include "wire/messages/describe_cluster.hpp"
#include "wire/messages/describe_configs.hpp"
#include "wire/messages/describe_delegation_token.hpp"
#include "wire/messages/describe_groups.hpp"
#include "wire/messages/describe_log_dirs.hpp"
#include "wire/messages/describe_producers.hpp"
#include "wire/messages/describe_quorum.hpp"
#include "wire/messages/describe_share_group_offsets.hpp"
#include "wire/messages/describe_topic_partitions.hpp"
#include "wire/messages/describe_transactions.hpp"
#include "wire/messages/describe_user_scram_credentials.hpp"
#include "wire/messages/elect_leaders.hpp"
#include "wire/messages/expire_delegation_token.hpp"
#include "wire/messages/find_coordinator.hpp"
#include "wire/messages/incremental_alter_configs.hpp"
#include "wire/messages/init_producer_id.hpp"
#include "wire/messages/leave_group.hpp"
#include "wire/messages/list_config_resources.hpp"
#include "wire/messages/list_groups.hpp"
#include "wire/messages/list_offsets.hpp"
#include "wire/messages/list_partition_reassignments.hpp"
#include "wire/messages/list_transactions.hpp"
#include "wire/messages/metadata.hpp"
#include "wire/messages/offset_commit.hpp"
#include "wire/messages/offset_delete.hpp"
#include "wire/messages/offset_fetch.hpp"
#include "wire/messages/remove_raft_voter.hpp"
#include "wire/messages/renew_delegation_token.hpp"
#include "wire/messages/sasl_authenticate.hpp"
#include "wire/messages/sasl_handshake.hpp"
#include "wire/messages/share_group_describe.hpp"
#include "wire/messages/streams_group_describe.hpp"
#include "wire/messages/unregister_broker.hpp"
#include "wire/messages/update_features.hpp"
#include "wire/messages/write_txn_markers.hpp"

namespace kpp::wire {

/// As types; never made as a value.
using AllRequests = std::tuple<
    AddRaftVoterRequest, AlterClientQuotasRequest, AlterPartitionReassignmentsRequest,
    AlterReplicaLogDirsRequest, AlterShareGroupOffsetsRequest, AlterUserScramCredentialsRequest,
    ApiVersionsRequest, ConsumerGroupDescribeRequest, CreateAclsRequest,
    CreateDelegationTokenRequest, CreatePartitionsRequest, CreateTopicsRequest, DeleteAclsRequest,
    DeleteGroupsRequest, DeleteRecordsRequest, DeleteShareGroupOffsetsRequest, DeleteTopicsRequest,
    DescribeAclsRequest, DescribeClientQuotasRequest, DescribeClusterRequest,
    DescribeConfigsRequest, DescribeDelegationTokenRequest, DescribeGroupsRequest,
    DescribeLogDirsRequest, DescribeProducersRequest, DescribeQuorumRequest,
    DescribeShareGroupOffsetsRequest, DescribeTopicPartitionsRequest, DescribeTransactionsRequest,
    DescribeUserScramCredentialsRequest, ElectLeadersRequest, ExpireDelegationTokenRequest,
    FindCoordinatorRequest, IncrementalAlterConfigsRequest, InitProducerIdRequest,
    LeaveGroupRequest, ListConfigResourcesRequest, ListGroupsRequest, ListOffsetsRequest,
    ListPartitionReassignmentsRequest, ListTransactionsRequest, MetadataRequest,
    OffsetCommitRequest, OffsetDeleteRequest, OffsetFetchRequest, RemoveRaftVoterRequest,
    RenewDelegationTokenRequest, SaslAuthenticateRequest, SaslHandshakeRequest,
    ShareGroupDescribeRequest, StreamsGroupDescribeRequest, UnregisterBrokerRequest,
    UpdateFeaturesRequest, WriteTxnMarkersRequest>;

}  // namespace kpp::wire
