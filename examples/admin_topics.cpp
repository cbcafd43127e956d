// Administration: creates a topic, describes it, and sets a group back to its beginning.
//
//     admin_topics [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// A call takes many items and answers for each. Its own error means that there was no answer at all.

#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin.hpp"

namespace {

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";
  const std::string group = argc > 3 ? argv[3] : "testgroup";

  auto config = kpp::Config::from_properties({{"bootstrap.servers", servers}});
  if (!config) return complain(config.error());
  auto admin = kpp::Admin::create(*config);
  if (!admin) return complain(admin.error());

  kpp::NewTopic wanted{.name = topic, .partitions = 2};
  wanted.configs = {{"retention.ms", "86400000"}};  // a day
  auto created = admin->create_topics({&wanted, 1});
  if (!created) return complain(created.error());
  const kpp::Error* refused = created->first_error();
  if (refused != nullptr && refused->code() != kpp::ErrorCode::topic_already_exists) {
    return complain(*refused);
  }

  auto described = admin->describe_topics({&topic, 1});
  if (!described) return complain(described.error());
  std::vector<std::pair<kpp::TopicPartition, kpp::OffsetSpec>> beginnings;
  for (const auto& [name, description] : *described) {
    if (!description) return complain(description.error());
    for (const kpp::PartitionDescription& partition : description->partitions) {
      std::cout << name << '-' << partition.partition << " leader " << partition.leader.value_or(-1)
                << " replicas " << partition.replicas.size() << '\n';
      beginnings.push_back({{name, partition.partition}, kpp::OffsetSpec::earliest()});
    }
  }

  // Only a group without running members can be set back; otherwise this says so.
  auto found = admin->list_offsets(beginnings);
  if (!found) return complain(found.error());
  std::vector<std::pair<kpp::TopicPartition, kpp::OffsetAndMetadata>> target;
  for (const auto& [partition, beginning] : *found) {
    if (!beginning) return complain(beginning.error());
    target.push_back({partition, {.offset = beginning->offset}});
  }
  auto set_back = admin->commit_offsets(group, target);
  if (!set_back) return complain(set_back.error());
  return set_back->all_ok() ? EXIT_SUCCESS : complain(*set_back->first_error());
}
