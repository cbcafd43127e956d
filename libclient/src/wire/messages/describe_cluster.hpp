#pragma once
/// \file
/// DescribeCluster (KIP-700): brokers from 2.8; endpoint type from 3.7 (KIP-919), fenced brokers
/// from 4.0 (KIP-1073).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeClusterResponse {
  struct Broker {
    std::int32_t broker_id = 0;
    std::string host;
    std::int32_t port = 0;
    std::optional<std::string> rack;
    bool is_fenced = false;

    static constexpr auto fields = std::tuple{
        field("BrokerId", &Broker::broker_id, always),
        field("Host", &Broker::host, always),
        field("Port", &Broker::port, always),
        field("Rack", &Broker::rack, always).nullable(always),
        field("IsFenced", &Broker::is_fenced, since(2)),
    };
    friend bool operator==(const Broker&, const Broker&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::int8_t endpoint_type = 1;
  std::string cluster_id;
  std::int32_t controller_id = -1;
  std::vector<Broker> brokers;
  std::int32_t cluster_authorized_operations = operations_not_asked;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeClusterResponse::throttle_time_ms, always),
      field("ErrorCode", &DescribeClusterResponse::error_code, always),
      field("ErrorMessage", &DescribeClusterResponse::error_message, always).nullable(always),
      field("EndpointType", &DescribeClusterResponse::endpoint_type, since(1)),
      field("ClusterId", &DescribeClusterResponse::cluster_id, always),
      field("ControllerId", &DescribeClusterResponse::controller_id, always),
      field("Brokers", &DescribeClusterResponse::brokers, always),
      field("ClusterAuthorizedOperations", &DescribeClusterResponse::cluster_authorized_operations,
            always),
  };
  friend bool operator==(const DescribeClusterResponse&, const DescribeClusterResponse&) = default;
};

struct DescribeClusterRequest {
  static constexpr ApiKey api_key = ApiKey::describe_cluster;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DescribeClusterResponse;

  bool include_cluster_authorized_operations = false;
  std::int8_t endpoint_type = 1;
  bool include_fenced_brokers = false;

  static constexpr auto fields = std::tuple{
      field("IncludeClusterAuthorizedOperations",
            &DescribeClusterRequest::include_cluster_authorized_operations, always),
      field("EndpointType", &DescribeClusterRequest::endpoint_type, since(1)),
      field("IncludeFencedBrokers", &DescribeClusterRequest::include_fenced_brokers, since(2)),
  };
  friend bool operator==(const DescribeClusterRequest&, const DescribeClusterRequest&) = default;
};

}  // namespace kpp::wire
