#pragma once
/// \file
/// Every request there is, for tests and tables that go through all of them. Code that speaks one
/// includes that one.

#include <tuple>

#include "wire/messages/api_versions.hpp"
#include "wire/messages/consumer_group_describe.hpp"
#include "wire/messages/create_partitions.hpp"
#include "wire/messages/create_topics.hpp"
#include "wire/messages/delete_groups.hpp"
#include "wire/messages/delete_topics.hpp"
#include "wire/messages/describe_cluster.hpp"
#include "wire/messages/describe_configs.hpp"
#include "wire/messages/describe_groups.hpp"
#include "wire/messages/describe_topic_partitions.hpp"
#include "wire/messages/find_coordinator.hpp"
#include "wire/messages/list_groups.hpp"
#include "wire/messages/list_offsets.hpp"
#include "wire/messages/list_partition_reassignments.hpp"
#include "wire/messages/metadata.hpp"
#include "wire/messages/offset_commit.hpp"
#include "wire/messages/offset_delete.hpp"
#include "wire/messages/offset_fetch.hpp"

namespace kpp::wire {

/// As types; never made as a value.
using AllRequests =
    std::tuple<ApiVersionsRequest, ConsumerGroupDescribeRequest, CreatePartitionsRequest,
               CreateTopicsRequest, DeleteGroupsRequest, DeleteTopicsRequest,
               DescribeClusterRequest, DescribeConfigsRequest, DescribeGroupsRequest,
               DescribeTopicPartitionsRequest, FindCoordinatorRequest, ListGroupsRequest,
               ListOffsetsRequest, ListPartitionReassignmentsRequest, MetadataRequest,
               OffsetCommitRequest, OffsetDeleteRequest, OffsetFetchRequest>;

}  // namespace kpp::wire
