#include "cmd/delete_records/offsets_file.hpp"

#include <set>

#include "common/formats/json_file.hpp"

namespace kpp::tools::delete_records {
namespace {

tl::unexpected<Error> refuse(std::string sentence) {
  return kpp::fail(ErrorCode::invalid_argument, std::move(sentence));
}

Result<std::pair<TopicPartition, std::int64_t>> parse_entry(const Json& entry) {
  const auto topic = text_field(entry, "topic");
  if (!topic) return tl::unexpected(topic.error());
  const auto partition = int32_field(entry, "partition");
  if (!partition) return tl::unexpected(partition.error());
  const auto offset = int64_field(entry, "offset");
  if (!offset) return tl::unexpected(offset.error());
  return std::pair(TopicPartition{*topic, *partition}, *offset);
}

std::string joined(const std::set<TopicPartition>& partitions) {
  std::string text;
  for (const TopicPartition& partition : partitions) {
    if (!text.empty()) text += ',';
    text += partition.to_string();
  }
  return text;
}

}  // namespace

Result<Offsets> parse_offsets(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return refuse("The input string is not a valid JSON");
  const auto version = version_of(*document, 1);
  if (!version) return tl::unexpected(version.error());
  if (*version != 1) return refuse("Not supported version field value " + std::to_string(*version));
  if (!document->contains("partitions")) return refuse("Missing partitions field");
  const auto entries = array_of(document->at("partitions"));
  if (!entries) return tl::unexpected(entries.error());

  Offsets offsets;
  std::set<TopicPartition> seen;
  std::set<TopicPartition> twice;
  for (const Json& entry : *entries) {
    auto parsed = parse_entry(entry);
    if (!parsed) return tl::unexpected(parsed.error());
    if (!seen.insert(parsed->first).second) twice.insert(parsed->first);
    offsets.push_back(*std::move(parsed));
  }
  if (!twice.empty())
    return refuse("Offset json file contains duplicate topic partitions: " + joined(twice));
  return offsets;
}

}  // namespace kpp::tools::delete_records
