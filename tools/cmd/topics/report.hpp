#pragma once
// What each action found or did, as plain data. The renderers turn it into text or JSON.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::topics {

struct ListReport {
  std::vector<TopicListing> topics;  // by name
};

struct CreateReport {
  std::string topic;
  std::optional<CreatedTopic>
      created;  // empty: it was there already, and --if-not-exists allows it
  std::vector<std::string> warnings;
};

struct AlterReport {
  std::vector<std::pair<std::string, std::int32_t>> topics;  // name, partitions
};

struct DeleteReport {
  std::vector<std::string> topics;
};

struct PartitionReport {
  PartitionDescription description;
  std::optional<PartitionReassignment> reassignment;
};

struct TopicReport {
  std::string name;
  Uuid topic_id;
  bool internal = false;
  std::size_t partition_count = 0;
  std::size_t replication_factor = 0;
  // Settings that are not Kafka's defaults, in the broker's order. No value: null or not told.
  std::vector<std::pair<std::string, std::optional<std::string>>> configs;
  std::vector<PartitionReport> partitions;  // those to be shown, by number
};

struct DescribeReport {
  bool show_topics = true;      // the heading lines
  bool show_partitions = true;  // the lines below them
  std::vector<TopicReport> topics;
  std::vector<std::string> notes;
};

}  // namespace kpp::tools::topics
