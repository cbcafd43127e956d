#include "cmd/topics/render.hpp"

namespace kpp::tools::topics {
namespace {

using Ids = std::vector<std::int32_t>;

std::string joined(const Ids& ids) {
  std::string text;
  for (const std::int32_t id : ids) {
    if (!text.empty()) text += ',';
    text += std::to_string(id);
  }
  return text;
}

std::string joined(const std::optional<Ids>& ids) {
  return ids ? joined(*ids) : "N/A";
}

void heading(std::string& text, const TopicReport& topic) {
  text += "Topic: " + topic.name;
  if (!topic.topic_id.is_zero()) text += "\tTopicId: " + topic.topic_id.to_string();
  text += "\tPartitionCount: " + std::to_string(topic.partition_count);
  text += "\tReplicationFactor: " + std::to_string(topic.replication_factor);
  text += "\tConfigs: ";
  bool first = true;
  for (const auto& [name, value] : topic.configs) {
    if (!first) text += ',';
    first = false;
    text += name + '=' + value.value_or("null");
  }
  text += '\n';
}

void line(std::string& text, const std::string& topic, const PartitionReport& partition) {
  const PartitionDescription& found = partition.description;
  text += "\tTopic: " + topic;
  text += "\tPartition: " + std::to_string(found.partition);
  text += "\tLeader: " + (found.leader ? std::to_string(*found.leader) : "none");
  text += "\tReplicas: " + joined(found.replicas);
  text += "\tIsr: " + joined(found.isr);
  if (partition.reassignment) {
    text += "\tAdding Replicas: " + joined(partition.reassignment->adding_replicas);
    text += "\tRemoving Replicas: " + joined(partition.reassignment->removing_replicas);
  }
  text += "\tElr: " + joined(found.elr);
  text += "\tLastKnownElr: " + joined(found.last_known_elr);
  text += '\n';
}

}  // namespace

std::string render_text(const ListReport& report) {
  std::string text;
  for (const TopicListing& topic : report.topics) text += topic.name + '\n';
  // Kafka joins the names and ends with a line break, so no topic at all is an empty line.
  return text.empty() ? "\n" : text;
}

std::string render_text(const CreateReport& report) {
  std::string text;
  for (const std::string& warning : report.warnings) text += "WARNING: " + warning + '\n';
  if (report.created) text += "Created topic " + report.topic + ".\n";
  return text;
}

std::string render_text(const AlterReport& /*report*/) {
  return {};
}

std::string render_text(const DeleteReport& /*report*/) {
  return {};
}

std::string render_text(const DescribeReport& report) {
  std::string text;
  for (const std::string& note : report.notes) text += note + '\n';
  for (const TopicReport& topic : report.topics) {
    if (report.show_topics) heading(text, topic);
    if (!report.show_partitions) continue;
    for (const PartitionReport& partition : topic.partitions) line(text, topic.name, partition);
  }
  return text;
}

}  // namespace kpp::tools::topics
