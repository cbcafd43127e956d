// Every call of Admin against the broker in KPP_TEST_BOOTSTRAP, of whatever version it is.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>

#include "admin_broker_case.hpp"

using namespace kpp;
using namespace kpp::test;

namespace {

Result<GroupDescription> describe_group(Admin& admin, const std::string& group) {
  const auto groups = admin.describe_groups({&group, 1});
  if (!groups) return fail(groups.error());
  return (*groups->begin()).second;
}

std::optional<GroupListing> listed(Admin& admin, const std::string& group) {
  ListGroupsOptions options;
  options.include_states = true;
  const auto groups = admin.list_groups(options);
  REQUIRE(groups);
  REQUIRE(groups->errors.empty());
  for (const GroupListing& listing : groups->groups)
    if (listing.group_id == group) return listing;
  return std::nullopt;
}

}  // namespace

TEST_CASE("the cluster has an id, a controller and nodes") {
  Admin admin = make_admin();
  const auto cluster = admin.describe_cluster();
  REQUIRE(cluster);
  CHECK(!cluster->cluster_id.empty());
  CHECK(cluster->controller_id >= 0);
  REQUIRE(!cluster->nodes.empty());
  CHECK(cluster->nodes[0].port > 0);
}

TEST_CASE("a topic is made, found, widened, described with its configs, and deleted") {
  Admin admin = make_admin();
  const std::string name = unique("life");
  NewTopic wanted;
  wanted.name = name;
  wanted.partitions = 3;
  wanted.replication_factor = std::int16_t{1};
  wanted.configs = {{"cleanup.policy", "compact"}};

  CreateTopicsOptions dry;
  dry.validate_only = true;
  REQUIRE(admin.create_topics({&wanted, 1}, dry)->all_ok());
  const auto absent = admin.describe_topics({&name, 1});
  REQUIRE(absent);
  CHECK(code_of(*absent, name) == ErrorCode::unknown_topic_or_partition);

  const auto created = admin.create_topics({&wanted, 1});
  REQUIRE(created);
  REQUIRE(created->all_ok());
  CHECK((*created->begin()).second->partitions == 3);
  CHECK(code_of(*admin.create_topics({&wanted, 1}), name) == ErrorCode::topic_already_exists);

  REQUIRE(eventually([&] {
    const auto topics = admin.list_topics();
    return topics &&
           std::ranges::any_of(*topics, [&](const auto& topic) { return topic.name == name; });
  }));

  const NewPartitions fewer{name, 2, {}};
  const auto refused = admin.create_partitions({&fewer, 1});
  REQUIRE(refused);
  CHECK(code_of(*refused, name) == ErrorCode::invalid_partitions);
  const NewPartitions more{name, 5, {}};
  REQUIRE(admin.create_partitions({&more, 1})->all_ok());
  REQUIRE(eventually([&] {
    const auto described = admin.describe_topics({&name, 1});
    return described && described->all_ok() && (*described->begin()).second->partitions.size() == 5;
  }));

  const auto described = admin.describe_topics({&name, 1});
  const TopicDescription& topic = (*described->begin()).second.value();
  CHECK(topic.name == name);
  CHECK(!topic.internal);
  for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
    CHECK(topic.partitions[i].partition == static_cast<std::int32_t>(i));
    CHECK(topic.partitions[i].replicas.size() == 1);
    CHECK(topic.partitions[i].isr.size() == 1);
  }

  if (!topic.topic_id.is_zero()) {
    const auto by_id = admin.describe_topics_by_id({&topic.topic_id, 1});
    REQUIRE(by_id);
    const auto& found = (*by_id->begin()).second;
    if (found) {
      CHECK(found->name == name);
    } else {
      CHECK(found.error().code() ==
            ErrorCode::unsupported_by_broker);  // topic ids, but not in Metadata: 2.8 to 3.0
    }
  }

  const ConfigResource resource{ConfigResourceType::topic, name};
  DescribeConfigsOptions with_all;
  with_all.include_synonyms = true;
  with_all.include_documentation = true;
  const auto configs = admin.describe_configs({&resource, 1}, with_all);
  REQUIRE(configs);
  REQUIRE(configs->all_ok());
  const auto& entries = (*configs->begin()).second.value();
  const auto policy = std::ranges::find(entries, "cleanup.policy", &ConfigEntry::name);
  REQUIRE(policy != entries.end());
  CHECK(policy->value == "compact");
  CHECK(policy->source == ConfigSource::dynamic_topic);
  CHECK(!policy->synonyms.empty());

  REQUIRE(admin.delete_topics({&name, 1})->all_ok());
  REQUIRE(eventually([&] {
    const auto gone = admin.describe_topics({&name, 1});
    return gone && !gone->all_ok();
  }));
  CHECK(code_of(*admin.delete_topics({&name, 1}), name) == ErrorCode::unknown_topic_or_partition);
}

TEST_CASE("looking at a topic that is not there does not make it") {
  Admin admin = make_admin();
  const std::string name = unique("never");
  const std::pair<TopicPartition, OffsetSpec> query{{name, 0}, OffsetSpec::latest()};
  CHECK(code_of(*admin.describe_topics({&name, 1}), name) == ErrorCode::unknown_topic_or_partition);
  CHECK(code_of(*admin.list_offsets({&query, 1}), query.first) ==
        ErrorCode::unknown_topic_or_partition);
  const auto topics = admin.list_topics();
  REQUIRE(topics);
  CHECK(std::ranges::none_of(*topics, [&](const auto& topic) { return topic.name == name; }));
}

TEST_CASE("a broker's own configs are asked of it") {
  Admin admin = make_admin();
  const auto cluster = admin.describe_cluster();
  REQUIRE(cluster);
  const ConfigResource resource{ConfigResourceType::broker,
                                std::to_string(cluster->nodes.at(0).id)};
  const auto configs = admin.describe_configs({&resource, 1});
  REQUIRE(configs);
  REQUIRE(configs->all_ok());
  CHECK((*configs->begin()).second->size() > 50);
}

TEST_CASE("nothing is being reassigned") {
  Admin admin = make_admin();
  const auto reassignments = admin.list_partition_reassignments();
  REQUIRE(reassignments);
  CHECK(reassignments->empty());
}

TEST_CASE("offsets by spec and by time") {
  Admin admin = make_admin();
  const Topic topic(admin, 2);
  constexpr Timestamp start = 1'700'000'000'000;
  topic.fill(0, 5, start);
  const TopicPartition full{topic.name(), 0};
  const TopicPartition empty{topic.name(), 1};
  const std::pair<TopicPartition, OffsetSpec> queries[] = {
      {full, OffsetSpec::earliest()},
      {full, OffsetSpec::latest()},
      {full, OffsetSpec::at_timestamp(start + 2)},
      {full, OffsetSpec::at_timestamp(start + 100)},
      {empty, OffsetSpec::latest()},
      {empty, OffsetSpec::at_timestamp(start)},
  };
  const auto offsets = admin.list_offsets(queries);
  REQUIRE(offsets);
  REQUIRE(offsets->all_ok());
  const auto offset = [&](int i) { return (offsets->begin() + i)->second->offset; };
  CHECK(offset(0) == 0);
  CHECK(offset(1) == 5);
  CHECK(offset(2) == 2);
  CHECK((offsets->begin() + 2)->second->timestamp == start + 2);
  CHECK(offset(3) == -1);
  CHECK(offset(4) == 0);
  CHECK(offset(5) == -1);

  const std::pair<TopicPartition, OffsetSpec> newest{full, OffsetSpec::max_timestamp()};
  const auto found = admin.list_offsets({&newest, 1});
  REQUIRE(found);
  if (found->all_ok()) {
    CHECK((*found->begin()).second->offset == 4);
  } else {
    CHECK(found->first_error()->code() == ErrorCode::unsupported_by_broker);  // before 3.0
  }
}

TEST_CASE("offsets of a group without members: committed, read, deleted, and the group with them") {
  Admin admin = make_admin();
  const Topic topic(admin, 2);
  const std::string group = unique("idle");
  const TopicPartition first{topic.name(), 0};
  const TopicPartition second{topic.name(), 1};
  const TopicPartition missing{topic.name(), 9};

  const std::pair<TopicPartition, OffsetAndMetadata> commits[] = {
      {first, {3, {}, "note"}}, {second, {4, {}, ""}}, {missing, {1, {}, ""}}};
  const auto committed = admin.commit_offsets(group, commits);
  REQUIRE(committed);
  CHECK(code_of(*committed, first) == ErrorCode::none);
  CHECK(code_of(*committed, missing) == ErrorCode::unknown_topic_or_partition);

  const auto listing = listed(admin, group);
  REQUIRE(listing);
  CHECK(listing->state == GroupState::empty);
  const auto description = describe_group(admin, group);
  REQUIRE(description);
  CHECK(description->state == GroupState::empty);
  CHECK(description->members.empty());
  CHECK(description->coordinator.port > 0);

  const GroupOffsetsQuery queries[] = {
      {group, {}}, {unique("unknown"), {}}, {group, std::vector<TopicPartition>{second, missing}}};
  const auto offsets = admin.committed_offsets(queries);
  REQUIRE(offsets);
  REQUIRE(offsets->all_ok());
  const CommittedOffsets& all = (*offsets->begin()).second.value();
  CHECK(all.size() == 2);
  CHECK(all.at(first).offset == 3);
  CHECK(all.at(first).metadata == "note");
  CHECK((offsets->begin() + 1)->second->empty());
  CHECK((offsets->begin() + 2)->second->size() == 1);
  CHECK((offsets->begin() + 2)->second->at(second).offset == 4);

  const TopicPartition forgotten[] = {first, missing};
  const auto deleted = admin.delete_offsets(group, forgotten);
  REQUIRE(deleted);
  CHECK(code_of(*deleted, first) == ErrorCode::none);
  CHECK(code_of(*deleted, missing) == ErrorCode::unknown_topic_or_partition);
  CHECK(!admin.committed_offsets({queries, 1})->find(group)->value().contains(first));

  REQUIRE(admin.delete_groups({&group, 1})->all_ok());
  CHECK(code_of(*admin.delete_groups({&group, 1}), group) == ErrorCode::group_id_not_found);
  CHECK(describe_group(admin, group).error().message() == "Group " + group + " not found.");
  CHECK(admin.delete_offsets(group, forgotten).error().code() == ErrorCode::group_id_not_found);
  CHECK(!listed(admin, group));
}

TEST_CASE("a group with a member is described, and protected") {
  Admin admin = make_admin();
  const Topic topic(admin, 3);
  const std::string group = unique("busy");
  const Member member(topic.name(), group);
  REQUIRE(eventually([&] {
    const auto description = describe_group(admin, group);
    return description && description->state == GroupState::stable &&
           description->members.size() == 1 && description->members[0].assignment.size() == 3;
  }));

  const auto description = describe_group(admin, group);
  REQUIRE(description);
  CHECK(description->type == GroupType::classic);
  CHECK(description->protocol_type == "consumer");
  CHECK(description->assignor == "range");
  const MemberDescription& described = description->members.at(0);
  CHECK(described.client_id == "admin-test-member");
  CHECK(described.host.starts_with("/"));
  CHECK(described.assignment.at(2) == TopicPartition{topic.name(), 2});
  CHECK(!described.member_epoch);
  CHECK(listed(admin, group)->state == GroupState::stable);

  const std::pair<TopicPartition, OffsetAndMetadata> commit{{topic.name(), 0}, {1, {}, ""}};
  CHECK(code_of(*admin.commit_offsets(group, {&commit, 1}), commit.first) ==
        ErrorCode::unknown_member_id);
  CHECK(code_of(*admin.delete_groups({&group, 1}), group) == ErrorCode::non_empty_group);
  CHECK(code_of(*admin.delete_offsets(group, {&commit.first, 1}), commit.first) ==
        ErrorCode::group_subscribed_to_topic);
}

TEST_CASE("a group of the new protocol is described with its epochs (KIP-848)") {
  Admin admin = make_admin();
  const Topic topic(admin, 2);
  const std::string group = unique("modern");
  // Brokers before 4.0 refuse the protocol, unless told otherwise; the member then never shows.
  const ConfigResource broker{ConfigResourceType::broker,
                              std::to_string(admin.describe_cluster()->nodes.at(0).id)};
  const auto configs = admin.describe_configs({&broker, 1});
  REQUIRE(configs);
  const auto& entries = (*configs->begin()).second.value();
  const auto protocols =
      std::ranges::find(entries, "group.coordinator.rebalance.protocols", &ConfigEntry::name);
  if (protocols == entries.end() ||
      protocols->value.value_or("").find("consumer") == std::string::npos) {
    CHECK(describe_group(admin, group).error().code() == ErrorCode::group_id_not_found);
    return;
  }
  const Member member(topic.name(), group, "consumer");
  REQUIRE(eventually([&] {
    const auto description = describe_group(admin, group);
    return description && description->state == GroupState::stable &&
           description->members.size() == 1 && description->members[0].assignment.size() == 2;
  }));
  const auto description = describe_group(admin, group);
  REQUIRE(description);
  CHECK(description->type == GroupType::consumer);
  CHECK(description->assignor == "uniform");
  CHECK(description->group_epoch.value_or(-1) > 0);
  CHECK(description->target_assignment_epoch.value_or(-1) > 0);
  const MemberDescription& described = description->members.at(0);
  CHECK(described.member_epoch.value_or(-1) > 0);
  CHECK(described.target_assignment == described.assignment);
  CHECK(listed(admin, group)->type == GroupType::consumer);
}

TEST_CASE("many threads share one Admin") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  std::atomic<int> fine = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, i] {
        for (int k = 0; k < 10; ++k) {
          const std::pair<TopicPartition, OffsetSpec> query{{topic.name(), 0},
                                                            OffsetSpec::latest()};
          const bool done = i % 2 == 0 ? admin.list_topics().has_value()
                                       : admin.list_offsets({&query, 1})->all_ok();
          if (done) ++fine;
        }
      });
  }
  CHECK(fine == 80);
}
