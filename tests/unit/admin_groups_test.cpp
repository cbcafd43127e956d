// Groups, their offsets, and offsets of partitions: routing to coordinators and leaders.

#include <doctest/doctest.h>

#include "support/admin_client.hpp"
#include "support/fake_broker.hpp"

using namespace kpp;
using namespace kpp::test;
using wire::ApiKey;

namespace {

constexpr auto code(ErrorCode code) {
  return static_cast<std::int16_t>(code);
}

/// Answers FindCoordinator, old and new form: this broker for every group, but for those that `error_for` names.
void coordinates(FakeBroker& asked, const FakeBroker& coordinator,
                 std::function<ErrorCode(const std::string&, int number)> error_for = {}) {
  asked.on_numbered<wire::FindCoordinatorRequest>(
      [&coordinator, error_for](const auto& request, std::int16_t version, int number) {
        const auto error = [&](const std::string& group) {
          return code(error_for ? error_for(group, number) : ErrorCode::none);
        };
        wire::FindCoordinatorResponse answer;
        if (version < 4) {
          answer.node_id = coordinator.id();
          answer.host = "127.0.0.1";
          answer.port = coordinator.port();
          answer.error_code = error(request.key);
        }
        for (const std::string& group : request.coordinator_keys)
          answer.coordinators.push_back(
              {group, coordinator.id(), "127.0.0.1", coordinator.port(), error(group), {}});
        return answer;
      });
}

/// The bytes of a classic member's assignment: version, one topic, its partitions, no user data.
wire::Bytes assignment(const std::string& topic, const std::vector<std::int32_t>& partitions) {
  wire::Writer writer;
  writer.integer(std::int16_t{1});
  writer.integer(std::int32_t{1});
  writer.string(topic, false);
  writer.integer(static_cast<std::int32_t>(partitions.size()));
  for (const std::int32_t partition : partitions) writer.integer(partition);
  writer.integer(std::int32_t{-1});
  return std::move(writer).take();
}

wire::DescribeGroupsResponse classic_groups(const wire::DescribeGroupsRequest& request) {
  wire::DescribeGroupsResponse answer;
  for (const std::string& id : request.groups) {
    auto& group = answer.groups.emplace_back();
    group.group_id = id;
    group.group_state = id == "gone" ? "Dead" : "Stable";
    group.protocol_type = id == "connect" ? "connect" : "consumer";
    group.protocol_data = "range";
    auto& member = group.members.emplace_back();
    member.member_id = "m1";
    member.client_host = "/127.0.0.1";
    member.member_assignment =
        id == "odd" || id == "connect" ? wire::Bytes(3, std::byte{7}) : assignment("t", {2, 0});
  }
  return answer;
}

template <class Results, class Key>
std::string message_of(const Results& results, const Key& key) {
  const auto* found = results.find(key);
  REQUIRE(found != nullptr);
  return *found ? "ok" : found->error().message();
}

/// Metadata with topic "t": partition 0 led by `leader`, partition 1 without a leader.
void leads(FakeBroker& asked, const std::vector<const FakeBroker*>& brokers,
           std::function<std::int32_t(int number)> leader) {
  asked.on_numbered<wire::MetadataRequest>(
      [brokers, leader](const auto& request, std::int16_t, int number) {
        wire::MetadataResponse answer;
        for (const FakeBroker* broker : brokers)
          answer.brokers.push_back({broker->id(), "127.0.0.1", broker->port(), {}});
        if (!request.topics) return answer;
        for (const auto& wanted : *request.topics) {
          auto& topic = answer.topics.emplace_back();
          topic.name = wanted.name;
          if (wanted.name != "t") {
            topic.error_code = code(ErrorCode::unknown_topic_or_partition);
            continue;
          }
          topic.partitions.resize(2);
          topic.partitions[0].leader_id = leader(number);
          topic.partitions[1].partition_index = 1;
          topic.partitions[1].leader_id = -1;
          topic.partitions[1].error_code = code(ErrorCode::leader_not_available);
        }
        return answer;
      });
}

wire::ListOffsetsResponse offsets_for(const wire::ListOffsetsRequest& request, std::int64_t offset,
                                      ErrorCode error = ErrorCode::none) {
  wire::ListOffsetsResponse answer;
  for (const auto& topic : request.topics) {
    auto& answered = answer.topics.emplace_back();
    answered.name = topic.name;
    for (const auto& partition : topic.partitions) {
      auto& entry = answered.partitions.emplace_back();
      entry.partition_index = partition.partition_index;
      entry.error_code = code(error);
      entry.offset = offset;
      entry.leader_epoch = 6;
    }
  }
  return answer;
}

}  // namespace

TEST_CASE("groups are listed from all brokers; one that is dead is an error beside the rest") {
  FakeBroker first(1);
  FakeBroker second(2);
  const DeadPort dead;
  for (FakeBroker* broker : {&first, &second}) {
    broker->cluster({&first, &second}, 1);
    broker->on<wire::ListGroupsRequest>([broker](const auto&, std::int16_t) {
      wire::ListGroupsResponse answer;
      answer.groups.push_back({"shared", "consumer", "Stable", "Classic"});
      answer.groups.push_back({"of-" + std::to_string(broker->id()), "", "Empty", "Consumer"});
      return answer;
    });
  }
  first.add_dead_broker(3, dead.port());
  Admin admin = admin_on(first.address());
  const Stopwatch watch;
  const auto listings = admin.list_groups();
  REQUIRE(listings);
  CHECK(watch.elapsed() < 5000ms);
  REQUIRE(listings->groups.size() == 3);
  CHECK(listings->groups[0].group_id == "shared");
  CHECK(listings->groups[1].type == GroupType::consumer);
  CHECK(listings->groups[1].state == GroupState::empty);
  CHECK(listings->groups[2].group_id == "of-2");
  REQUIRE(listings->errors.size() == 1);
  CHECK(listings->errors[0].broker() == 3);
  CHECK(listings->errors[0].message() == "Connection to " + dead.address() + " refused");
}

TEST_CASE("groups are filtered by the broker where it can, here where it cannot") {
  for (const auto version : std::initializer_list<std::int16_t>{3, 4, 5}) {
    CAPTURE(version);
    FakeBroker broker;
    broker.speaks(ApiKey::list_groups, wire::between(0, version));
    broker.on<wire::ListGroupsRequest>([version](const auto&, std::int16_t) {
      wire::ListGroupsResponse answer;
      answer.groups.push_back(
          {"a", "consumer", version >= 4 ? "Stable" : "", version >= 5 ? "Classic" : ""});
      answer.groups.push_back(
          {"b", "consumer", version >= 4 ? "Empty" : "", version >= 5 ? "Consumer" : ""});
      return answer;
    });
    broker.on<wire::DescribeGroupsRequest>([](const auto& request, std::int16_t) {
      wire::DescribeGroupsResponse answer = classic_groups(request);
      for (auto& group : answer.groups)
        if (group.group_id == "b") group.group_state = "Empty";
      return answer;
    });
    Admin admin = admin_on(broker.address());
    ListGroupsOptions options;
    options.states = {GroupState::empty};
    const auto empty = admin.list_groups(options);
    REQUIRE(empty);
    REQUIRE(empty->groups.size() == 1);
    CHECK(empty->groups[0].group_id == "b");
    CHECK(broker.count(ApiKey::describe_groups) == (version < 4 ? 1 : 0));
    if (version >= 4) {
      CHECK(broker.received<wire::ListGroupsRequest>().at(0).states_filter ==
            std::vector<std::string>{"Empty"});
    }

    options = {};
    options.types = {GroupType::classic};
    const auto classic = admin.list_groups(options);
    REQUIRE(classic);
    CHECK(classic->groups.size() == (version >= 5 ? 1 : 2));

    options = {};
    options.include_states = true;
    CHECK(admin.list_groups(options)->groups.at(0).state == GroupState::stable);
  }
}

TEST_CASE("groups: a coordinator that is loading is asked again") {
  FakeBroker broker;
  broker.on_numbered<wire::ListGroupsRequest>([](const auto&, std::int16_t, int number) {
    wire::ListGroupsResponse answer;
    if (number < 2) answer.error_code = code(ErrorCode::coordinator_load_in_progress);
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const auto listings = admin.list_groups();
  REQUIRE(listings);
  CHECK(listings->errors.empty());
  CHECK(broker.count(ApiKey::list_groups) == 3);
}

TEST_CASE("describe: new protocol first, then as a classic group; the dead are not found") {
  FakeBroker broker;
  coordinates(broker, broker);
  broker.on<wire::ConsumerGroupDescribeRequest>([](const auto& request, std::int16_t) {
    wire::ConsumerGroupDescribeResponse answer;
    for (const std::string& id : request.group_ids) {
      auto& group = answer.groups.emplace_back();
      group.group_id = id;
      if (id != "modern") {
        group.error_code = code(ErrorCode::group_id_not_found);
        continue;
      }
      group.group_state = "Reconciling";
      group.group_epoch = 5;
      group.assignment_epoch = 4;
      group.assignor_name = "uniform";
      auto& member = group.members.emplace_back();
      member.member_id = "m";
      member.member_epoch = 4;
      member.assignment.topic_partitions.push_back({{}, "t", {3, 1}});
      member.target_assignment.topic_partitions.push_back({{}, "t", {2}});
      member.member_type = 0;
    }
    return answer;
  });
  broker.on<wire::DescribeGroupsRequest>(
      [](const auto& request, std::int16_t) { return classic_groups(request); });
  Admin admin = admin_on(broker.address());
  const std::string ids[] = {"modern", "classic", "gone", "odd", "connect"};
  const auto groups = admin.describe_groups(ids);
  REQUIRE(groups);

  const GroupDescription& modern = groups->find("modern")->value();
  CHECK(modern.type == GroupType::consumer);
  CHECK(modern.state == GroupState::reconciling);
  CHECK(modern.group_epoch == 5);
  CHECK(modern.target_assignment_epoch == 4);
  CHECK(modern.assignor == "uniform");
  CHECK(modern.coordinator.port == broker.port());
  CHECK(modern.members.at(0).assignment == std::vector<TopicPartition>{{"t", 1}, {"t", 3}});
  CHECK(modern.members.at(0).target_assignment == std::vector<TopicPartition>{{"t", 2}});
  CHECK(modern.members.at(0).upgraded == false);

  const GroupDescription& classic = groups->find("classic")->value();
  CHECK(classic.type == GroupType::classic);
  CHECK(classic.state == GroupState::stable);
  CHECK(classic.assignor == "range");
  CHECK(classic.members.at(0).assignment == std::vector<TopicPartition>{{"t", 0}, {"t", 2}});
  CHECK(!classic.members.at(0).target_assignment);
  CHECK(!classic.group_epoch);

  CHECK(groups->find("gone")->error().code() == ErrorCode::group_id_not_found);
  CHECK(message_of(*groups, "gone") == "Group gone not found.");
  CHECK(message_of(*groups, "odd")
            .starts_with("The assignment of member m1 of group odd cannot be read"));
  // Another protocol's bytes are not looked into.
  CHECK(groups->find("connect")->value().protocol_type == "connect");
  CHECK(groups->find("connect")->value().members.at(0).assignment.empty());
  CHECK(broker.count(ApiKey::consumer_group_describe) == 1);
  CHECK(broker.count(ApiKey::describe_groups) == 1);
}

TEST_CASE("describe: an old broker is asked as it knows, one FindCoordinator a group") {
  FakeBroker broker;
  broker.lacks(ApiKey::consumer_group_describe);
  broker.speaks(ApiKey::find_coordinator, wire::between(0, 3));
  coordinates(broker, broker);
  broker.on<wire::DescribeGroupsRequest>(
      [](const auto& request, std::int16_t) { return classic_groups(request); });
  Admin admin = admin_on(broker.address());
  const std::string ids[] = {"a", "b", "c"};
  const auto groups = admin.describe_groups(ids);
  REQUIRE(groups);
  CHECK(groups->all_ok());
  CHECK(broker.count(ApiKey::find_coordinator) == 3);
  CHECK(broker.count(ApiKey::describe_groups) == 1);
}

TEST_CASE("a coordinator that has moved is found again, for the groups that it left") {
  FakeBroker old_one(1);
  FakeBroker new_one(2);
  old_one.cluster({&old_one, &new_one}, 1);
  coordinates(old_one, old_one);
  old_one.on<wire::DeleteGroupsRequest>([&](const auto& request, std::int16_t) {
    coordinates(old_one, new_one);
    wire::DeleteGroupsResponse answer;
    for (const std::string& group : request.groups_names)
      answer.results.push_back({group, code(group == "moved" ? ErrorCode::not_coordinator
                                                             : ErrorCode::non_empty_group)});
    return answer;
  });
  new_one.on<wire::DeleteGroupsRequest>([](const auto& request, std::int16_t) {
    wire::DeleteGroupsResponse answer;
    for (const std::string& group : request.groups_names) answer.results.push_back({group, 0});
    return answer;
  });
  Admin admin = admin_on(old_one.address());
  const std::string ids[] = {"full", "moved"};
  const auto groups = admin.delete_groups(ids);
  REQUIRE(groups);
  CHECK(message_of(*groups, "full") == default_message(ErrorCode::non_empty_group));
  CHECK(message_of(*groups, "moved") == "ok");
  CHECK(new_one.received<wire::DeleteGroupsRequest>().at(0).groups_names ==
        std::vector<std::string>{"moved"});
}

TEST_CASE("a coordinator that is being made is waited for; what forbids it is final") {
  FakeBroker broker;
  coordinates(broker, broker, [](const std::string& group, int number) {
    if (group == "secret") return ErrorCode::group_authorization_failed;
    if (group == "bad") return ErrorCode::invalid_group_id;
    return number < 2 ? ErrorCode::coordinator_not_available : ErrorCode::none;
  });
  broker.on<wire::DeleteGroupsRequest>([](const auto& request, std::int16_t) {
    wire::DeleteGroupsResponse answer;
    for (const std::string& group : request.groups_names) answer.results.push_back({group, 0});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const std::string ids[] = {"fine", "secret", "bad"};
  const auto groups = admin.delete_groups(ids);
  REQUIRE(groups);
  CHECK(message_of(*groups, "fine") == "ok");
  CHECK(message_of(*groups, "secret") ==
        "FindCoordinator request for groupId `secret` failed due to authorization failure");
  CHECK(groups->find("bad")->error().code() == ErrorCode::invalid_group_id);
  CHECK(broker.count(ApiKey::find_coordinator) == 3);
}

TEST_CASE("committed offsets: many groups in one request where the broker can, else one each") {
  for (const auto version : std::initializer_list<std::int16_t>{2, 5, 7, 8, 9}) {
    CAPTURE(version);
    FakeBroker broker;
    coordinates(broker, broker);
    broker.speaks(ApiKey::offset_fetch, wire::between(0, version));
    broker.on<wire::OffsetFetchRequest>([](const auto& request, std::int16_t asked) {
      wire::OffsetFetchResponse answer;
      if (asked < 8) {
        auto& topic = answer.topics.emplace_back();
        topic.name = request.group_id;
        topic.partitions = {{0, 7, 3, "meta", 0},
                            {1, -1, -1, {}, 0},
                            {2, 1, -1, {}, code(ErrorCode::unknown_topic_or_partition)}};
        if (request.group_id == "bad")
          answer.error_code = code(ErrorCode::group_authorization_failed);
      }
      for (const auto& group : request.groups) {
        auto& answered = answer.groups.emplace_back();
        answered.group_id = group.group_id;
        auto& topic = answered.topics.emplace_back();
        topic.name = group.group_id;
        topic.partitions = {{0, 7, 3, "meta", 0},
                            {1, -1, -1, {}, 0},
                            {2, 1, -1, {}, code(ErrorCode::unknown_topic_or_partition)}};
        if (group.group_id == "bad")
          answered.error_code = code(ErrorCode::group_authorization_failed);
      }
      return answer;
    });
    Admin admin = admin_on(broker.address());
    const GroupOffsetsQuery queries[] = {
        {"a", {}}, {"bad", {}}, {"b", std::vector<TopicPartition>{{"b", 0}}}, {"a", {}}};
    const auto offsets = admin.committed_offsets(queries);
    REQUIRE(offsets);
    REQUIRE(offsets->size() == 4);
    const CommittedOffsets& a = offsets->find("a")->value();
    REQUIRE(a.size() == 1);
    CHECK(a.at({"a", 0}).offset == 7);
    CHECK(a.at({"a", 0}).metadata == "meta");
    CHECK(a.at({"a", 0}).leader_epoch == (version >= 5 ? std::optional(3) : std::nullopt));
    CHECK(offsets->find("bad")->error().code() == ErrorCode::group_authorization_failed);
    // The group that is asked about twice needs a request more.
    CHECK(broker.count(ApiKey::offset_fetch) == (version >= 8 ? 2 : 4));
    const auto first = broker.received<wire::OffsetFetchRequest>().at(0);
    if (version >= 8) {
      REQUIRE(first.groups.size() == 3);
      CHECK(!first.groups[0].topics);
      CHECK(first.groups[2].topics->at(0).partition_indexes == std::vector<std::int32_t>{0});
    }
  }
}

TEST_CASE("committed offsets: what is forbidden is the group's error, not a hole") {
  FakeBroker broker;
  coordinates(broker, broker);
  broker.on<wire::OffsetFetchRequest>([](const auto&, std::int16_t) {
    wire::OffsetFetchResponse answer;
    auto& group = answer.groups.emplace_back();
    group.group_id = "g";
    group.topics.push_back({"t", {{0, -1, -1, {}, code(ErrorCode::topic_authorization_failed)}}});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const GroupOffsetsQuery query{"g", std::vector<TopicPartition>{{"t", 0}}};
  const auto offsets = admin.committed_offsets({&query, 1});
  REQUIRE(offsets);
  CHECK(offsets->first_error()->code() == ErrorCode::topic_authorization_failed);
  CHECK(offsets->first_error()->topic() == "t");
}

TEST_CASE(
    "commit: as no member of the group, each partition for itself, again while it rebalances") {
  FakeBroker broker;
  coordinates(broker, broker);
  broker.on_numbered<wire::OffsetCommitRequest>([](const auto& request, std::int16_t, int number) {
    wire::OffsetCommitResponse answer;
    for (const auto& topic : request.topics) {
      auto& answered = answer.topics.emplace_back();
      answered.name = topic.name;
      for (const auto& partition : topic.partitions) {
        ErrorCode error = ErrorCode::none;
        if (partition.partition_index == 1) error = ErrorCode::unknown_topic_or_partition;
        if (partition.partition_index == 2 && number == 0) error = ErrorCode::rebalance_in_progress;
        if (partition.partition_index == 2 && number == 1) error = ErrorCode::not_coordinator;
        answered.partitions.push_back({partition.partition_index, code(error)});
      }
    }
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const std::pair<TopicPartition, OffsetAndMetadata> offsets[] = {
      {{"t", 0}, {5, 2, "why"}}, {{"t", 1}, {6, {}, ""}}, {{"t", 2}, {7, {}, ""}}};
  const auto results = admin.commit_offsets("g", offsets);
  REQUIRE(results);
  CHECK(message_of(*results, TopicPartition{"t", 0}) == "ok");
  CHECK(message_of(*results, TopicPartition{"t", 1}) ==
        default_message(ErrorCode::unknown_topic_or_partition));
  CHECK(message_of(*results, TopicPartition{"t", 2}) == "ok");
  const auto requests = broker.received<wire::OffsetCommitRequest>();
  REQUIRE(requests.size() == 3);
  CHECK(requests[0].generation_id_or_member_epoch == -1);
  CHECK(requests[0].member_id.empty());
  CHECK(requests[0].topics.at(0).partitions.at(0).committed_leader_epoch == 2);
  CHECK(requests[0].topics.at(0).partitions.at(0).committed_metadata == "why");
  CHECK(requests[2].topics.at(0).partitions.size() == 1);
}

TEST_CASE("delete offsets: the group's error is the call's, a partition's its own") {
  FakeBroker broker;
  coordinates(broker, broker);
  broker.on_numbered<wire::OffsetDeleteRequest>([](const auto& request, std::int16_t, int number) {
    wire::OffsetDeleteResponse answer;
    if (request.group_id == "none") answer.error_code = code(ErrorCode::group_id_not_found);
    if (number == 0) answer.error_code = code(ErrorCode::coordinator_load_in_progress);
    if (answer.error_code == 0)
      answer.topics.push_back({"t", {{0, 0}, {1, code(ErrorCode::group_subscribed_to_topic)}}});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const TopicPartition partitions[] = {{"t", 0}, {"t", 1}};
  const auto results = admin.delete_offsets("g", partitions);
  REQUIRE(results);
  CHECK(message_of(*results, TopicPartition{"t", 0}) == "ok");
  CHECK(message_of(*results, TopicPartition{"t", 1}) ==
        default_message(ErrorCode::group_subscribed_to_topic));
  const auto none = admin.delete_offsets("none", partitions);
  REQUIRE(!none);
  CHECK(none.error().message() == default_message(ErrorCode::group_id_not_found));
}

TEST_CASE("list offsets: asked of each leader, again of the new one when it moves") {
  FakeBroker first(1);
  FakeBroker second(2);
  leads(first, {&first, &second}, [](int number) { return number == 0 ? 1 : 2; });
  first.on<wire::ListOffsetsRequest>([](const auto& request, std::int16_t) {
    return offsets_for(request, -1, ErrorCode::not_leader_or_follower);
  });
  second.on<wire::ListOffsetsRequest>(
      [](const auto& request, std::int16_t) { return offsets_for(request, 77); });
  Admin admin = admin_on(first.address());
  const std::pair<TopicPartition, OffsetSpec> queries[] = {{{"t", 0}, OffsetSpec::latest()},
                                                           {{"t", 0}, OffsetSpec::earliest()},
                                                           {{"unknown", 0}, OffsetSpec::latest()},
                                                           {{"t", 9}, OffsetSpec::latest()}};
  ListOffsetsOptions options;
  options.isolation_level = IsolationLevel::read_committed;
  const auto offsets = admin.list_offsets(queries, options);
  REQUIRE(offsets);
  REQUIRE(offsets->size() == 4);
  CHECK(offsets->begin()->second->offset == 77);
  CHECK(offsets->begin()->second->leader_epoch == 6);
  CHECK((offsets->begin() + 1)->second->offset == 77);
  CHECK(message_of(*offsets, TopicPartition{"unknown", 0}) ==
        "Failed to fetch metadata for partition unknown-0 because metadata for topic `unknown` "
        "could not be found");
  CHECK(message_of(*offsets, TopicPartition{"t", 9}) ==
        default_message(ErrorCode::unknown_topic_or_partition));
  const auto requests = second.received<wire::ListOffsetsRequest>();
  REQUIRE(requests.size() == 2);  // one partition cannot stand twice in one request
  CHECK(requests[0].replica_id == -1);
  CHECK(requests[0].isolation_level == 1);
}

TEST_CASE("list offsets: a partition without a leader keeps its reason; the others their answers") {
  FakeBroker broker;
  leads(broker, {&broker}, [](int) { return 1; });
  broker.on<wire::ListOffsetsRequest>(
      [](const auto& request, std::int16_t) { return offsets_for(request, 3); });
  Admin admin = admin_on(broker.address());
  ListOffsetsOptions options;
  options.timeout = 300ms;
  const std::pair<TopicPartition, OffsetSpec> queries[] = {{{"t", 0}, OffsetSpec::latest()},
                                                           {{"t", 1}, OffsetSpec::latest()}};
  const auto offsets = admin.list_offsets(queries, options);
  REQUIRE(offsets);
  CHECK(message_of(*offsets, TopicPartition{"t", 0}) == "ok");
  CHECK(message_of(*offsets, TopicPartition{"t", 1})
            .starts_with("timed out; the last attempt failed: There is no leader"));
}

TEST_CASE(
    "list offsets: a partition that stays without a leader is given up before the call's time") {
  FakeBroker broker;
  leads(broker, {&broker}, [](int) { return 1; });
  Admin admin = admin_on(broker.address());
  ListOffsetsOptions options;
  options.timeout = 60s;
  const std::pair<TopicPartition, OffsetSpec> query{{"t", 1}, OffsetSpec::latest()};
  const Stopwatch watch;
  const auto offsets = admin.list_offsets({&query, 1}, options);
  REQUIRE(offsets);
  CHECK(offsets->first_error()->code() == ErrorCode::leader_not_available);
  CHECK(offsets->first_error()->partition() == 1);
  CHECK(watch.elapsed() >= 3000ms);
  CHECK(watch.elapsed() < 15000ms);
}

TEST_CASE("list offsets: a special timestamp goes only to brokers that know it") {
  FakeBroker broker;
  leads(broker, {&broker}, [](int) { return 1; });
  broker.speaks(ApiKey::list_offsets, wire::between(1, 7));
  broker.on<wire::ListOffsetsRequest>(
      [](const auto& request, std::int16_t) { return offsets_for(request, 3); });
  Admin admin = admin_on(broker.address());
  const std::pair<TopicPartition, OffsetSpec> queries[] = {
      {{"t", 0}, OffsetSpec::max_timestamp()}, {{"t", 0}, OffsetSpec::earliest_local()}};
  const auto offsets = admin.list_offsets(queries);
  REQUIRE(offsets);
  CHECK(offsets->begin()->second.has_value());
  CHECK((offsets->begin() + 1)->second.error().message() ==
        "this broker (" + broker.address() +
            ") does not have ListOffsets version 8 or newer, only 1 to 7");
}

TEST_CASE("a broker that is gone fails its own items, within seconds") {
  FakeBroker broker(1);
  const DeadPort dead;
  broker.on<wire::MetadataRequest>([&](const auto& request, std::int16_t) {
    wire::MetadataResponse answer;
    answer.brokers = {{1, "127.0.0.1", broker.port(), {}}, {2, "127.0.0.1", dead.port(), {}}};
    for (const auto& wanted : *request.topics) {
      auto& topic = answer.topics.emplace_back();
      topic.name = wanted.name;
      topic.partitions.resize(2);
      topic.partitions[0].leader_id = 1;
      topic.partitions[1].partition_index = 1;
      topic.partitions[1].leader_id = 2;
    }
    return answer;
  });
  broker.on<wire::ListOffsetsRequest>(
      [](const auto& request, std::int16_t) { return offsets_for(request, 3); });
  Admin admin = admin_on(broker.address());
  const std::pair<TopicPartition, OffsetSpec> queries[] = {{{"t", 0}, OffsetSpec::latest()},
                                                           {{"t", 1}, OffsetSpec::latest()}};
  const Stopwatch watch;
  const auto offsets = admin.list_offsets(queries);
  REQUIRE(offsets);
  CHECK(watch.elapsed() < 5000ms);
  CHECK(message_of(*offsets, TopicPartition{"t", 0}) == "ok");
  CHECK(message_of(*offsets, TopicPartition{"t", 1}) ==
        "Connection to " + dead.address() + " refused");
  CHECK(offsets->find({"t", 1})->error().broker() == 2);
}

TEST_CASE("no more requests than allowed are under way at once, and none is forgotten") {
  FakeBroker broker;
  broker.speaks(ApiKey::offset_fetch, wire::between(0, 7));
  coordinates(broker, broker);
  broker.on<wire::OffsetFetchRequest>(
      [](const auto&, std::int16_t) { return wire::OffsetFetchResponse{}; });
  Admin admin =
      admin_on(broker.address(), {}, {.bootstrap_timeout = 3s, .max_concurrent_requests = 3});
  std::vector<GroupOffsetsQuery> queries;
  for (int i = 0; i < 100; ++i) queries.push_back({"g" + std::to_string(i), {}});
  const auto offsets = admin.committed_offsets(queries);
  REQUIRE(offsets);
  CHECK(offsets->all_ok());
  CHECK(broker.count(ApiKey::offset_fetch) == 100);
}
