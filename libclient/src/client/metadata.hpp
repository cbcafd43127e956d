#pragma once
// Questions to the cluster that every client has: is anybody there, and which partitions has a
// topic.

#include <functional>
#include <string_view>
#include <vector>

#include "client/connection_state.hpp"
#include "client/rdkafka.hpp"
#include "kpp/record.hpp"

namespace kpp::client {

struct MetadataQuery {
  rd_kafka_t* rk;
  ConnectionState& connection;
  /// Called now and then. Where no event thread does, it brings librdkafka's error events into
  /// `connection`. False: give up.
  std::function<bool()> proceed;
  Timeout timeout;
};

[[nodiscard]] Result<void> check_connection(const MetadataQuery& query);

/// An unknown topic is asked for again until `unknown_grace` has passed: it may just be coming into
/// being.
[[nodiscard]] Result<std::vector<PartitionInfo>> partitions_for(const MetadataQuery& query,
                                                                std::string_view topic,
                                                                Timeout unknown_grace);

}  // namespace kpp::client
