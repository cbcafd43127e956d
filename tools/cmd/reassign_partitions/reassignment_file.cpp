#include "cmd/reassign_partitions/reassignment_file.hpp"

#include <algorithm>
#include <set>

#include "common/formats/json_file.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

tl::unexpected<Error> refuse(std::string sentence) {
  return kpp::fail(ErrorCode::invalid_argument, std::move(sentence));
}

/// The entries of the one list of a file of version 1; none if the list is missing.
Result<Json> entries_of(std::string_view json, const char* list) {
  const auto document = parse_json(json);
  if (!document) return refuse("The input string is not a valid JSON");
  const auto version = version_of(*document, 1);
  if (!version) return tl::unexpected(version.error());
  if (*version != 1) return refuse("Not supported version field value " + std::to_string(*version));
  if (!document->contains(list)) return Json::array();
  return array_of(document->at(list));
}

Result<Replicas> parse_replicas(const Json& entry) {
  const auto field = object_field(entry, "replicas");
  if (!field) return tl::unexpected(field.error());
  const auto list = array_of(*field);
  if (!list) return tl::unexpected(list.error());
  Replicas replicas;
  for (const Json& item : *list) {
    const auto id = int32_field(Json{{"id", item}}, "id");
    if (!id) return tl::unexpected(id.error());
    replicas.push_back(*id);
  }
  return replicas;
}

Result<std::vector<std::string>> parse_log_dirs(const Json& entry, std::size_t replicas) {
  if (!entry.contains("log_dirs"))
    return std::vector<std::string>(replicas, std::string(any_log_dir));
  const auto list = array_of(entry.at("log_dirs"));
  if (!list) return tl::unexpected(list.error());
  std::vector<std::string> dirs;
  for (const Json& item : *list) {
    auto dir = text_field(Json{{"dir", item}}, "dir");
    if (!dir) return tl::unexpected(dir.error());
    dirs.push_back(*std::move(dir));
  }
  return dirs;
}

/// "[1, 2]"
template <class Items, class TextOf>
std::string java_list(const Items& items, TextOf text_of) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ", ") + text_of(item);
  return '[' + text + ']';
}

std::string text_of(std::int32_t number) {
  return std::to_string(number);
}

Result<void> add_entry(const Json& entry, Target& target) {
  const auto topic = text_field(entry, "topic");
  if (!topic) return tl::unexpected(topic.error());
  const auto number = int32_field(entry, "partition");
  if (!number) return tl::unexpected(number.error());
  const auto replicas = parse_replicas(entry);
  if (!replicas) return tl::unexpected(replicas.error());
  const auto dirs = parse_log_dirs(entry, replicas->size());
  if (!dirs) return tl::unexpected(dirs.error());
  const TopicPartition partition{*topic, *number};
  if (replicas->size() != dirs->size())
    return refuse("Size of replicas list " + java_list(*replicas, text_of) +
                  " is different from size of log dirs list " +
                  java_list(*dirs, [](const std::string& dir) { return dir; }) + " for partition " +
                  partition.to_string());
  for (std::size_t i = 0; i < dirs->size(); ++i)
    if ((*dirs)[i] != any_log_dir)
      target.log_dirs.insert_or_assign({*topic, *number, (*replicas)[i]}, (*dirs)[i]);
  target.partitions.emplace_back(partition, *replicas);
  return {};
}

std::string joined(const std::set<std::int32_t>& ids) {
  std::string text;
  for (const std::int32_t id : ids) text += (text.empty() ? "" : ",") + std::to_string(id);
  return text;
}

std::set<std::int32_t> twice_in(const Replicas& replicas) {
  std::set<std::int32_t> seen;
  std::set<std::int32_t> twice;
  for (const std::int32_t id : replicas)
    if (!seen.insert(id).second) twice.insert(id);
  return twice;
}

}  // namespace

Result<Target> parse_target(std::string_view json) {
  const auto entries = entries_of(json, "partitions");
  if (!entries) return tl::unexpected(entries.error());
  Target target;
  for (const Json& entry : *entries)
    if (const auto added = add_entry(entry, target); !added) return tl::unexpected(added.error());
  return target;
}

Result<Assignment> check_target(const Target& target) {
  if (target.partitions.empty()) return refuse("Partition reassignment list cannot be empty");
  Assignment assignment;
  std::string partitions_twice;
  std::string replicas_twice;
  for (const auto& [partition, replicas] : target.partitions) {
    if (replicas.empty()) return refuse("Partition replica list cannot be empty");
    if (!assignment.emplace(partition, replicas).second)
      partitions_twice += (partitions_twice.empty() ? "" : ",") + partition.to_string();
    if (const auto twice = twice_in(replicas); !twice.empty())
      replicas_twice += (replicas_twice.empty() ? "" : ". ") + partition.to_string() +
                        " contains multiple entries for " + joined(twice);
  }
  if (!partitions_twice.empty())
    return refuse("Partition reassignment contains duplicate topic partitions: " +
                  partitions_twice);
  if (!replicas_twice.empty())
    return refuse("Partition replica lists may not contain duplicate entries: " + replicas_twice);
  return assignment;
}

Result<std::vector<std::string>> parse_topics(std::string_view json) {
  const auto entries = entries_of(json, "topics");
  if (!entries) return tl::unexpected(entries.error());
  std::vector<std::string> topics;
  std::set<std::string> twice;
  for (const Json& entry : *entries) {
    auto topic = text_field(entry, "topic");
    if (!topic) return tl::unexpected(topic.error());
    if (std::ranges::find(topics, *topic) != topics.end()) twice.insert(*topic);
    topics.push_back(*std::move(topic));
  }
  if (!twice.empty())
    return refuse("List of topics to reassign contains duplicate entries: " +
                  java_list(twice, [](const std::string& topic) { return topic; }));
  return topics;
}

}  // namespace kpp::tools::reassign_partitions
