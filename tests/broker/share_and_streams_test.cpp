// Share groups (KIP-932) and streams groups (KIP-1071) of a real broker, with a member and without.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "broker/admin_broker_case.hpp"
#include "support/group_member.hpp"

using namespace kpp;
using namespace kpp::test;

namespace {

/// The group as `list_groups` has it, if it has.
std::optional<GroupListing> listed(Admin& admin, const std::string& group, GroupType type) {
  ListGroupsOptions options;
  options.types = {type};
  const auto listings = admin.list_groups(options);
  REQUIRE(listings);
  REQUIRE(listings->errors.empty());
  const auto found = std::ranges::find(listings->groups, group, &GroupListing::group_id);
  if (found == listings->groups.end()) return std::nullopt;
  return *found;
}

template <class Described>
auto only(const Described& described) {
  REQUIRE_MESSAGE(described, described.error().to_string());
  REQUIRE(described->size() == 1);
  const auto& result = (*described->begin()).second;
  REQUIRE_MESSAGE(result, result.error().to_string());
  return *result;
}

}  // namespace

TEST_CASE("a share group: its members, where it begins to read, and how far it is behind") {
  Admin admin = make_admin();
  const Topic topic(admin, 2);
  topic.fill(0, 5, 1000);
  const std::string group = unique("share");
  const TopicPartition first{topic.name(), 0};
  const TopicPartition second{topic.name(), 1};
  const std::pair<TopicPartition, std::int64_t> begin{first, 2};
  const auto offsets = [&](std::optional<std::vector<TopicPartition>> partitions) {
    const GroupOffsetsQuery query{group, std::move(partitions)};
    return only(admin.share_group_offsets({&query, 1}));
  };

  GroupMember member(GroupMember::Kind::share, bootstrap(), group, topic.name());
  REQUIRE(eventually([&] {
    const auto found = listed(admin, group, GroupType::share);
    return found && found->state == GroupState::stable;
  }));
  CHECK(listed(admin, group, GroupType::share)->protocol_type == "share");
  CHECK_FALSE(listed(admin, group, GroupType::consumer));
  const auto described = only(admin.describe_share_groups({&group, 1}));
  CHECK(described.state == GroupState::stable);
  CHECK(described.assignor == "simple");
  CHECK(described.coordinator.id >= 0);
  CHECK(described.group_epoch > 0);
  CHECK(described.target_assignment_epoch == described.group_epoch);
  REQUIRE(described.members.size() == 1);
  CHECK(described.members[0].client_id == "kpp");
  CHECK(described.members[0].host == "/127.0.0.1");
  CHECK(described.members[0].member_epoch > 0);
  CHECK(described.members[0].subscribed_topics == std::vector{topic.name()});
  CHECK(described.members[0].assignment == std::vector{first, second});

  CHECK(admin.alter_share_group_offsets(group, {&begin, 1}).error().code() ==
        ErrorCode::non_empty_group);
  CHECK(admin.delete_share_group_offsets(group, {&topic.name(), 1}).error().code() ==
        ErrorCode::non_empty_group);
  CHECK(code_of(*admin.delete_groups({&group, 1}), group) == ErrorCode::non_empty_group);
  // It is no group of consumers.
  CHECK(code_of(*admin.describe_groups({&group, 1}), group) == ErrorCode::group_id_not_found);
  member.leave();

  REQUIRE(eventually(
      [&] { return listed(admin, group, GroupType::share)->state == GroupState::empty; }));
  CHECK(only(admin.describe_share_groups({&group, 1})).members.empty());
  const TopicPartition nowhere{topic.name(), 9};
  const std::pair<TopicPartition, std::int64_t> offsets_to_set[] = {
      begin, {second, 0}, {nowhere, 0}};
  const auto altered = admin.alter_share_group_offsets(group, offsets_to_set);
  REQUIRE_MESSAGE(altered, altered.error().to_string());
  CHECK(code_of(*altered, first) == ErrorCode::none);
  CHECK(code_of(*altered, second) == ErrorCode::none);
  CHECK(code_of(*altered, nowhere) == ErrorCode::unknown_topic_or_partition);

  REQUIRE(offsets(std::nullopt).size() == 2);
  const ShareGroupOffset told = offsets(std::vector{first}).at(first);
  CHECK(told.start_offset == 2);
  CHECK(told.lag == 3);
  CHECK(offsets(std::vector{first}).size() == 1);
  CHECK(offsets(std::nullopt).at(second).lag == 0);

  const std::string topics[] = {topic.name(), unique("no-topic")};
  const auto deleted = admin.delete_share_group_offsets(group, topics);
  REQUIRE_MESSAGE(deleted, deleted.error().to_string());
  CHECK(code_of(*deleted, topics[0]) == ErrorCode::none);
  CHECK(code_of(*deleted, topics[1]) == ErrorCode::unknown_topic_or_partition);
  CHECK(offsets(std::nullopt).empty());

  CHECK(code_of(*admin.delete_groups({&group, 1}), group) == ErrorCode::none);
  CHECK_FALSE(listed(admin, group, GroupType::share));
}

TEST_CASE("a streams group: its topology, its tasks and its offsets") {
  Admin admin = make_admin();
  const Topic topic(admin, 2);
  const std::string group = unique("streams");
  const std::string changelog = group + "-store-changelog";
  const TopicPartition first{topic.name(), 0};
  const TopicPartition second{topic.name(), 1};

  GroupMember member(GroupMember::Kind::streams, bootstrap(), group, topic.name());
  REQUIRE(eventually([&] { return listed(admin, group, GroupType::streams).has_value(); }));
  CHECK(listed(admin, group, GroupType::streams)->protocol_type == "streams");
  const auto described = only(admin.describe_streams_groups({&group, 1}));
  CHECK(described.state == listed(admin, group, GroupType::streams)->state);
  CHECK(described.coordinator.id >= 0);
  CHECK(described.group_epoch > 0);
  CHECK(described.target_assignment_epoch == described.group_epoch);
  CHECK(described.topology_epoch == 0);
  REQUIRE(described.subtopologies.size() == 1);
  const StreamsSubtopology& part = described.subtopologies[0];
  CHECK(part.id == "0");
  CHECK(part.source_topics == std::vector{topic.name()});
  REQUIRE(part.state_changelog_topics.size() == 1);
  CHECK(part.state_changelog_topics[0].name == changelog);
  CHECK(part.state_changelog_topics[0].configs ==
        std::vector<std::pair<std::string, std::string>>{{"cleanup.policy", "compact"}});
  REQUIRE(described.members.size() == 1);
  const StreamsMemberDescription& told = described.members[0];
  CHECK(told.client_id == "kpp");
  CHECK(told.process_id == "test-process");
  CHECK(told.user_endpoint == std::nullopt);
  CHECK(told.client_tags == std::vector<std::pair<std::string, std::string>>{{"zone", "a"}});
  CHECK(told.topology_epoch == 0);
  CHECK(told.member_epoch > 0);
  CHECK_FALSE(told.classic);
  REQUIRE(told.target_assignment.active.size() == 1);
  CHECK(told.target_assignment.active[0].subtopology_id == "0");
  CHECK(told.target_assignment.active[0].partitions == std::vector<std::int32_t>{0, 1});

  const std::pair<TopicPartition, OffsetAndMetadata> begin{first, {.offset = 0}};
  const auto refused = admin.commit_offsets(group, {&begin, 1});
  REQUIRE(refused);
  CHECK_FALSE(refused->all_ok());
  member.leave();
  REQUIRE(eventually(
      [&] { return listed(admin, group, GroupType::streams)->state == GroupState::empty; }));

  const std::pair<TopicPartition, OffsetAndMetadata> both[] = {begin, {second, {.offset = 7}}};
  REQUIRE(admin.commit_offsets(group, both)->all_ok());
  const GroupOffsetsQuery query{group, std::nullopt};
  CHECK(only(admin.committed_offsets({&query, 1})).at(second).offset == 7);
  CHECK(code_of(*admin.delete_offsets(group, {&second, 1}), second) == ErrorCode::none);
  CHECK(only(admin.committed_offsets({&query, 1})).size() == 1);

  CHECK(code_of(*admin.delete_groups({&group, 1}), group) == ErrorCode::none);
  CHECK(eventually([&] { return admin.delete_topics({&changelog, 1})->all_ok(); }));
}
