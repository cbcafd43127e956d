// Records, leaders, replicas, log directories and brokers through Admin, on a broker of whatever version.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "admin_broker_case.hpp"

using namespace kpp;
using namespace kpp::test;

namespace {

constexpr Timestamp start = 1'700'000'000'000;

std::int32_t any_broker(Admin& admin) {
  const auto cluster = admin.describe_cluster();
  REQUIRE(cluster);
  return cluster->nodes.at(0).id;
}

bool has_request(Admin& admin, const std::string& name) {
  const std::int32_t broker = any_broker(admin);
  const auto versions = admin.api_versions({&broker, 1});
  REQUIRE(versions);
  REQUIRE(versions->all_ok());
  const auto& ranges = *versions->begin()->second;
  return std::ranges::any_of(ranges, [&](const auto& range) { return range.name == name; });
}

}  // namespace

TEST_CASE("records are deleted before an offset, and all of them") {
  Admin admin = make_admin();
  const Topic topic(admin, 2);
  topic.fill(0, 5, start);
  const TopicPartition full{topic.name(), 0};
  const TopicPartition empty{topic.name(), 1};
  const TopicPartition missing{unique("none"), 0};
  const std::pair<TopicPartition, std::int64_t> before[] = {{full, 3}, {empty, 1}, {missing, 0}};
  const auto deleted = admin.delete_records(before);
  REQUIRE(deleted);
  CHECK(deleted->find(full)->value().low_watermark == 3);
  CHECK(code_of(*deleted, empty) == ErrorCode::offset_out_of_range);
  CHECK(code_of(*deleted, missing) == ErrorCode::unknown_topic_or_partition);

  const std::pair<TopicPartition, std::int64_t> all{full, -1};
  CHECK(admin.delete_records({&all, 1})->find(full)->value().low_watermark == 5);
}

TEST_CASE("leaders are elected") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  const TopicPartition partition{topic.name(), 0};
  const TopicPartition missing{topic.name(), 7};
  const TopicPartition asked[] = {partition, missing};
  for (const ElectionType type : {ElectionType::preferred, ElectionType::unclean}) {
    const auto elected = admin.elect_leaders(type, asked);
    REQUIRE(elected);
    CHECK(code_of(*elected, partition) == ErrorCode::election_not_needed);
    CHECK(code_of(*elected, missing) == ErrorCode::unknown_topic_or_partition);
  }
  const auto of_all = admin.elect_leaders(ElectionType::preferred);
  REQUIRE(of_all);
  for (const auto& [each, result] : *of_all)
    CHECK((result || result.error().code() == ErrorCode::election_not_needed));
}

TEST_CASE("a reassignment is begun, refused and cancelled") {
  Admin admin = make_admin();
  const Topic topic(admin, 3);
  using Move = std::pair<TopicPartition, std::optional<std::vector<std::int32_t>>>;
  const std::int32_t broker = any_broker(admin);
  const Move moves[] = {
      {{topic.name(), 0}, std::vector{broker}},
      {{topic.name(), 1}, std::nullopt},
      {{topic.name(), 2}, std::vector{broker, broker + 1000}},
      {{topic.name(), 9}, std::vector{broker}},
  };
  const auto begun = admin.alter_partition_reassignments(moves);
  REQUIRE(begun);
  CHECK(code_of(*begun, moves[0].first) == ErrorCode::none);
  CHECK(code_of(*begun, moves[1].first) == ErrorCode::no_reassignment_in_progress);
  CHECK(code_of(*begun, moves[2].first) == ErrorCode::invalid_replica_assignment);
  CHECK(code_of(*begun, moves[3].first) == ErrorCode::unknown_topic_or_partition);
}

TEST_CASE("log directories are described, and a replica is where it says") {
  Admin admin = make_admin();
  const Topic topic(admin, 2);
  topic.fill(1, 3, start);
  const std::int32_t broker = any_broker(admin);
  const std::int32_t asked[] = {broker, broker + 1000};
  const auto described = admin.describe_log_dirs(asked);
  REQUIRE(described);
  CHECK(code_of(*described, broker + 1000) == ErrorCode::broker_not_available);
  const auto& dirs = described->find(broker)->value();
  REQUIRE(dirs.size() == 1);
  CHECK(dirs[0].path.starts_with('/'));
  CHECK(!dirs[0].error);
  const auto log =
      std::ranges::find(dirs[0].replicas, TopicPartition{topic.name(), 1}, &ReplicaLog::partition);
  REQUIRE(log != dirs[0].replicas.end());
  CHECK(log->size > 0);
  CHECK_FALSE(log->is_future);

  const TopicPartitionReplica replicas[] = {
      {topic.name(), 0, broker}, {topic.name(), 5, broker}, {topic.name(), 0, broker + 1000}};
  const auto places = admin.describe_replica_log_dirs(replicas);
  REQUIRE(places);
  CHECK(places->find(replicas[0])->value().current == dirs[0].path);
  CHECK_FALSE(places->find(replicas[0])->value().future);
  CHECK_FALSE(places->find(replicas[1])->value().current);
  CHECK(code_of(*places, replicas[2]) == ErrorCode::broker_not_available);

  const std::pair<TopicPartitionReplica, std::string> moves[] = {
      {replicas[0], "/no/such/folder"}, {{topic.name(), 1, broker}, dirs[0].path}};
  const auto altered = admin.alter_replica_log_dirs(moves);
  REQUIRE(altered);
  CHECK(code_of(*altered, moves[0].first) == ErrorCode::log_dir_not_found);
  CHECK(code_of(*altered, moves[1].first) == ErrorCode::none);
}

TEST_CASE("what a broker can do is told by number and name") {
  Admin admin = make_admin();
  const std::int32_t broker = any_broker(admin);
  const std::int32_t asked[] = {broker, broker + 1000};
  const auto versions = admin.api_versions(asked);
  REQUIRE(versions);
  CHECK(code_of(*versions, broker + 1000) == ErrorCode::broker_not_available);
  const auto& ranges = versions->find(broker)->value();
  const auto metadata = std::ranges::find(ranges, "Metadata", &ApiVersionRange::name);
  REQUIRE(metadata != ranges.end());
  CHECK(metadata->api_key == 3);
  CHECK(metadata->max_version >= 9);
  CHECK(std::ranges::is_sorted(ranges, {}, &ApiVersionRange::api_key));
}

TEST_CASE(
    "a broker that is not there cannot be unregistered, and one without the request says so") {
  Admin admin = make_admin();
  const auto unregistered = admin.unregister_broker(4711);
  REQUIRE_FALSE(unregistered);
  if (has_request(admin, "UnregisterBroker")) {
    CHECK(unregistered.error().code() == ErrorCode::broker_id_not_registered);
  } else {
    CHECK(unregistered.error().code() == ErrorCode::unsupported_by_broker);
    CHECK(unregistered.error().message().find("does not have UnregisterBroker") !=
          std::string::npos);
  }
}

TEST_CASE("the metadata quorum is described, and its voters change only where they can") {
  Admin admin = make_admin();
  const auto quorum = admin.describe_metadata_quorum();
  if (!has_request(admin, "DescribeQuorum")) {
    REQUIRE_FALSE(quorum);
    CHECK(quorum.error().code() == ErrorCode::unsupported_by_broker);
    return;
  }
  REQUIRE(quorum);
  CHECK(quorum->leader_id >= 0);
  CHECK(quorum->leader_epoch > 0);
  CHECK(quorum->high_watermark > 0);
  CHECK_FALSE(quorum->voters.empty());
  const auto leader =
      std::ranges::find(quorum->voters, quorum->leader_id, &QuorumReplica::replica_id);
  REQUIRE(leader != quorum->voters.end());
  CHECK(leader->log_end_offset >= quorum->high_watermark);

  // `kraft.version` is 0 in the sandbox, and before 3.9 there is no such thing.
  const RaftVoterEndpoint endpoint{"CONTROLLER", "localhost", 1};
  const Uuid directory = Uuid::parse("AAAAAAAAAAAAAAAAAAAAAQ").value();
  const auto added = admin.add_raft_voter(4711, directory, {&endpoint, 1});
  REQUIRE_FALSE(added);
  CHECK((added.error().code() == ErrorCode::unsupported_version ||
         added.error().code() == ErrorCode::unsupported_by_broker));
  CHECK_FALSE(admin.remove_raft_voter(4711, directory));
}

TEST_CASE("members are removed from a group, and it is empty then") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  const std::string group = unique("removed");
  const MemberToRemove nobody{"nobody", ""};
  const Member member(topic.name(), group);
  const auto state = [&] {
    const auto groups = admin.describe_groups({&group, 1});
    return groups && groups->all_ok() ? groups->begin()->second->state : GroupState::unknown;
  };
  REQUIRE(eventually([&] { return state() == GroupState::stable; }));
  const auto missing = admin.remove_members(group, std::span(&nobody, 1));
  REQUIRE(missing);
  CHECK(code_of(*missing, std::string("nobody")) == ErrorCode::unknown_member_id);

  const auto removed = admin.remove_members(group, std::nullopt, {{}, "a test"});
  REQUIRE(removed);
  REQUIRE(removed->size() == 1);
  CHECK(removed->all_ok());
}

TEST_CASE("share and streams groups: those that are none, and brokers that know of none") {
  Admin admin = make_admin();
  const std::string group = unique("no-share-group");
  const Topic topic(admin, 1);
  const std::pair<TopicPartition, std::int64_t> offset{{topic.name(), 0}, 0};
  const GroupOffsetsQuery query{group, {}};
  const auto code_in = [&](const auto& results) {
    if (!results) return results.error().code();
    const Error* error = results->first_error();
    return error == nullptr ? ErrorCode::none : error->code();
  };
  if (has_request(admin, "ShareGroupDescribe")) {
    CHECK(code_in(admin.describe_share_groups({&group, 1})) == ErrorCode::group_id_not_found);
    // To a classic group they say no as well.
    const std::pair<TopicPartition, OffsetAndMetadata> commit{{topic.name(), 0}, {0, {}, ""}};
    REQUIRE(admin.commit_offsets(group, {&commit, 1})->all_ok());
    CHECK(code_in(admin.alter_share_group_offsets(group, {&offset, 1})) ==
          ErrorCode::group_id_not_found);
    CHECK(code_in(admin.delete_share_group_offsets(group, {&topic.name(), 1})) ==
          ErrorCode::group_id_not_found);
  } else {
    CHECK(code_in(admin.describe_share_groups({&group, 1})) == ErrorCode::unsupported_by_broker);
    CHECK(code_in(admin.share_group_offsets({&query, 1})) == ErrorCode::unsupported_by_broker);
  }
  (void)admin.delete_groups({&group, 1});
  const ErrorCode streams = code_in(admin.describe_streams_groups({&group, 1}));
  CHECK(streams == (has_request(admin, "StreamsGroupDescribe") ? ErrorCode::group_id_not_found
                                                               : ErrorCode::unsupported_by_broker));
}
