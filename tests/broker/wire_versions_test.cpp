// Speaks every version of every message that the broker has, over a plain socket. What the messages carry is checked as
// far as it shows that both sides read the same fields.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include "wire/header.hpp"
#include "wire/messages/all.hpp"

namespace {

using namespace kpp::wire;
using kpp::ErrorCode;

constexpr std::size_t largest_response = std::size_t{64} * 1024 * 1024;

/// A connection that throws when it fails: a test case ends there.
class Broker {
 public:
  Broker() {
    const char* address = std::getenv("KPP_TEST_BOOTSTRAP");
    if (address == nullptr) throw std::runtime_error("KPP_TEST_BOOTSTRAP is not set");
    const std::string text(address);
    const auto colon = text.rfind(':');
    connect(text.substr(0, colon), text.substr(colon + 1));
    for (const auto& key : call(ApiVersionsRequest{}, 0).api_keys) {
      versions_[static_cast<ApiKey>(key.api_key)] = {key.min_version, key.max_version};
    }
  }
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;
  ~Broker() {
    if (socket_ >= 0) close(socket_);
  }

  template <Request R>
  typename R::Response call(const R& request, std::int16_t version) {
    const auto frame = encode_request(request, version, ++correlation_id_, "kpp-test");
    if (!frame) throw std::runtime_error(frame.error().to_string());
    send_all(*frame);
    std::array<std::byte, frame_length_size> length{};
    receive_all(length);
    Bytes answer(parse_frame_length(length, largest_response).value());
    receive_all(answer);
    if (correlation_id_of(answer).value() != correlation_id_) {
      throw std::runtime_error("an answer to another request");
    }
    auto response = decode_response<R>(answer, version);
    if (!response) throw std::runtime_error(response.error().to_string());
    return *std::move(response);
  }

  /// Every version that both sides have.
  template <Request R>
  void each_version(auto check) {
    const VersionRange theirs = versions_of(R::api_key);
    int spoken = 0;
    for (std::int16_t v = R::versions.min; v <= R::versions.max; ++v) {
      if (!theirs.contains(v)) continue;
      CAPTURE(name(R::api_key));
      CAPTURE(v);
      check(v);
      ++spoken;
    }
    MESSAGE(name(R::api_key), ": ", spoken, " versions");
  }
  [[nodiscard]] VersionRange versions_of(ApiKey key) const {
    const auto found = versions_.find(key);
    return found == versions_.end() ? no_version : found->second;
  }

 private:
  void connect(const std::string& host, const std::string& port) {
    addrinfo* found = nullptr;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) {
      throw std::runtime_error("no such host: " + host);
    }
    for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
      socket_ = ::socket(at->ai_family, at->ai_socktype, at->ai_protocol);
      if (::connect(socket_, at->ai_addr, at->ai_addrlen) == 0) break;
      close(socket_);
      socket_ = -1;
    }
    freeaddrinfo(found);
    if (socket_ < 0) throw std::runtime_error("cannot connect to " + host + ':' + port);
    const timeval patience{30, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  void send_all(std::span<const std::byte> bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::runtime_error("the broker does not take a request");
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
  }
  void receive_all(std::span<std::byte> bytes) const {
    while (!bytes.empty()) {
      const auto received = ::recv(socket_, bytes.data(), bytes.size(), 0);
      // What a broker does with a request that it cannot read.
      if (received <= 0) throw std::runtime_error("the broker closed the connection or is silent");
      bytes = bytes.subspan(static_cast<std::size_t>(received));
    }
  }

  int socket_ = -1;
  std::int32_t correlation_id_ = 0;
  std::map<ApiKey, VersionRange> versions_;
};

/// Tries again while the answer's error is one that passes, as after a topic or the offsets' own topic was made.
template <class Response>
Response settled(auto call, auto error_of) {
  static const std::set<std::int16_t> passing{3, 5, 6, 14, 15, 16};
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (;;) {
    Response response = call();
    if (!passing.contains(error_of(response)) || std::chrono::steady_clock::now() > until) {
      return response;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

enum class CoordinatorOf : std::int8_t { group = 0, transaction = 1 };

/// The first search of a kind makes the broker create the topic where it keeps what it coordinates.
void find_coordinator(Broker& broker, const std::string& key, CoordinatorOf kind, std::int16_t v) {
  FindCoordinatorRequest request;
  request.key_type = static_cast<std::int8_t>(kind);
  if (v < 4) {
    request.key = key;
  } else {
    request.coordinator_keys.push_back(key);
  }
  const auto response = settled<FindCoordinatorResponse>(
      [&] { return broker.call(request, v); },
      [&](const auto& r) { return v < 4 ? r.error_code : r.coordinators.at(0).error_code; });
  CHECK((v < 4 ? response.error_code : response.coordinators[0].error_code) == 0);
  CHECK((v < 4 ? response.port : response.coordinators[0].port) > 0);
}

std::string own_name(const std::string& suffix) {
  return "wire-" + std::to_string(getpid()) + '-' + suffix;
}

/// A topic for one test case, gone with it.
class Topic {
 public:
  Topic(Broker& broker, std::string name, std::int32_t partitions)
      : broker_(broker), name_(std::move(name)) {
    CreateTopicsRequest request;
    auto& topic = request.topics.emplace_back();
    topic.name = name_;
    topic.num_partitions = partitions;
    topic.replication_factor = 1;
    const auto response = broker.call(request, 5);
    if (response.topics.at(0).error_code != 0) throw std::runtime_error("no topic " + name_);
    (void)settled<MetadataResponse>([&] { return broker.call(about(), 4); },
                                    [](const auto& r) {
                                      const auto& partitions_of = r.topics.at(0).partitions;
                                      return partitions_of.empty() ? r.topics.at(0).error_code
                                                                   : partitions_of[0].error_code;
                                    });
  }
  Topic(const Topic&) = delete;
  Topic& operator=(const Topic&) = delete;
  ~Topic() {
    DeleteTopicsRequest request;
    request.topic_names.push_back(name_);
    request.timeout_ms = 10000;
    try {
      (void)broker_.call(request, 4);
    } catch (const std::exception& error) {
      MESSAGE("topic ", name_, " was not deleted: ", error.what());
    }
  }

  [[nodiscard]] MetadataRequest about() const {
    MetadataRequest request;
    request.topics.emplace().push_back({.topic_id = {}, .name = name_});
    request.allow_auto_topic_creation = false;
    return request;
  }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  Broker& broker_;
  std::string name_;
};

}  // namespace

TEST_CASE("ApiVersions") {
  Broker broker;
  for (std::int16_t v = ApiVersionsRequest::versions.min; v <= ApiVersionsRequest::versions.max;
       ++v) {
    CAPTURE(v);
    const bool known = broker.versions_of(ApiKey::api_versions).contains(v);
    const auto response = broker.call(
        ApiVersionsRequest{.client_software_name = "kpp", .client_software_version = "1"}, v);
    // A version that the broker lacks is answered too, with what it has.
    CHECK(response.error_code == (known ? 0 : 35));
    CHECK_FALSE(response.api_keys.empty());
  }
}

TEST_CASE("topics: created, described, widened and deleted in every version") {
  Broker broker;
  std::set<std::string> names;
  broker.each_version<CreateTopicsRequest>([&](std::int16_t v) {
    CreateTopicsRequest request;
    auto& topic = request.topics.emplace_back();
    topic.name = own_name("create-" + std::to_string(v));
    topic.num_partitions = 2;
    topic.replication_factor = 1;
    topic.configs.push_back({.name = "retention.ms", .value = "3600000"});
    const auto response = broker.call(request, v);
    REQUIRE(response.topics.size() == 1);
    CHECK(response.topics[0].error_code == 0);
    CHECK(response.topics[0].name == topic.name);
    if (v >= 5) {
      CHECK(response.topics[0].num_partitions == 2);
      REQUIRE(response.topics[0].configs);
      const auto retention = std::ranges::find(*response.topics[0].configs, "retention.ms",
                                               &CreateTopicsResponse::TopicResult::Config::name);
      REQUIRE(retention != response.topics[0].configs->end());
      CHECK(retention->value == "3600000");
    }
    if (v >= 7) CHECK_FALSE(response.topics[0].topic_id.is_zero());
    names.insert(topic.name);
  });

  broker.each_version<DeleteTopicsRequest>([&](std::int16_t v) {
    REQUIRE_FALSE(names.empty());
    const auto topic = names.extract(names.begin()).value();
    DeleteTopicsRequest request;
    request.timeout_ms = 10000;
    if (v < 6) {
      request.topic_names.push_back(topic);
    } else {
      request.topics.push_back({.name = topic, .topic_id = {}});
    }
    const auto response =
        settled<DeleteTopicsResponse>([&] { return broker.call(request, v); },
                                      [](const auto& r) { return r.responses.at(0).error_code; });
    CHECK(response.responses.at(0).error_code == 0);
    CHECK(response.responses.at(0).name == topic);
  });
  for (const auto& left : names) {
    DeleteTopicsRequest request;
    request.topic_names.push_back(left);
    request.timeout_ms = 10000;
    CHECK(broker.call(request, 4).responses.at(0).error_code == 0);
  }
}

TEST_CASE("Metadata, CreatePartitions, DescribeTopicPartitions") {
  Broker broker;
  const Topic topic(broker, own_name("describe"), 2);
  broker.each_version<MetadataRequest>([&](std::int16_t v) {
    const auto response = broker.call(topic.about(), v);
    REQUIRE(response.topics.size() == 1);
    CHECK(response.topics[0].error_code == 0);
    CHECK(response.topics[0].name == topic.name());
    REQUIRE(response.topics[0].partitions.size() == 2);
    CHECK(response.topics[0].partitions[0].replica_nodes.size() == 1);
    CHECK_FALSE(response.brokers.empty());
    if (v >= 7) CHECK(response.topics[0].partitions[0].leader_epoch >= 0);

    MetadataRequest all;
    CHECK_FALSE(broker.call(all, v).topics.empty());
  });

  std::int32_t count = 2;
  broker.each_version<CreatePartitionsRequest>([&](std::int16_t v) {
    CreatePartitionsRequest request;
    request.topics.push_back({.name = topic.name(), .count = ++count, .assignments = {}});
    request.timeout_ms = 10000;
    const auto response = broker.call(request, v);
    REQUIRE(response.results.size() == 1);
    CHECK(response.results[0].error_code == 0);
  });

  broker.each_version<DescribeTopicPartitionsRequest>([&](std::int16_t v) {
    DescribeTopicPartitionsRequest request;
    request.topics.push_back({.name = topic.name()});
    request.response_partition_limit = 2;
    const auto response = broker.call(request, v);
    REQUIRE(response.topics.size() == 1);
    CHECK(response.topics[0].partitions.size() == 2);
    REQUIRE(response.next_cursor);
    CHECK(response.next_cursor->partition_index == 2);
    request.cursor = response.next_cursor;
    CHECK_FALSE(broker.call(request, v).topics.at(0).partitions.empty());
  });
}

TEST_CASE("DescribeConfigs") {
  Broker broker;
  const Topic topic(broker, own_name("configs"), 1);
  broker.each_version<DescribeConfigsRequest>([&](std::int16_t v) {
    DescribeConfigsRequest request;
    request.resources.push_back(
        {.resource_type = 2, .resource_name = topic.name(), .configuration_keys = {}});
    request.include_synonyms = true;
    request.include_documentation = v >= 3;
    const auto response = broker.call(request, v);
    REQUIRE(response.results.size() == 1);
    const auto& result = response.results[0];
    CHECK(result.error_code == 0);
    CHECK(result.resource_name == topic.name());
    const auto config = std::ranges::find(result.configs, "cleanup.policy",
                                          &DescribeConfigsResponse::Result::Config::name);
    REQUIRE(config != result.configs.end());
    CHECK(config->value == "delete");
    if (v >= 3) CHECK(config->documentation.value_or("").size() > 20);
  });
}

TEST_CASE("DescribeCluster, ListPartitionReassignments") {
  Broker broker;
  broker.each_version<DescribeClusterRequest>([&](std::int16_t v) {
    DescribeClusterRequest request;
    request.include_cluster_authorized_operations = true;
    request.include_fenced_brokers = v >= 2;
    const auto response = broker.call(request, v);
    CHECK(response.error_code == 0);
    CHECK_FALSE(response.cluster_id.empty());
    CHECK_FALSE(response.brokers.empty());
    CHECK(response.cluster_authorized_operations != operations_not_asked);
  });
  broker.each_version<ListPartitionReassignmentsRequest>([&](std::int16_t v) {
    CHECK(broker.call(ListPartitionReassignmentsRequest{}, v).error_code == 0);
  });
}

TEST_CASE("ListOffsets") {
  Broker broker;
  const Topic topic(broker, own_name("offsets"), 1);
  broker.each_version<ListOffsetsRequest>([&](std::int16_t v) {
    ListOffsetsRequest request;
    request.replica_id = -1;
    auto& asked = request.topics.emplace_back();
    asked.name = topic.name();
    asked.partitions.push_back({.partition_index = 0, .current_leader_epoch = -1, .timestamp = -2});
    const auto response = settled<ListOffsetsResponse>(
        [&] { return broker.call(request, v); },
        [](const auto& r) { return r.topics.at(0).partitions.at(0).error_code; });
    CHECK(response.topics[0].name == topic.name());
    CHECK(response.topics[0].partitions[0].error_code == 0);
    CHECK(response.topics[0].partitions[0].offset == 0);
  });
}

TEST_CASE("groups: found, committed, fetched, listed, described and deleted in every version") {
  Broker broker;
  const Topic topic(broker, own_name("group"), 1);
  const std::string group = own_name("group");

  broker.each_version<FindCoordinatorRequest>(
      [&](std::int16_t v) { find_coordinator(broker, group, CoordinatorOf::group, v); });

  std::int64_t committed = 100;
  broker.each_version<OffsetCommitRequest>([&](std::int16_t v) {
    OffsetCommitRequest request;
    request.group_id = group;
    auto& to = request.topics.emplace_back();
    to.name = topic.name();
    auto& partition = to.partitions.emplace_back();
    partition.committed_offset = ++committed;
    partition.committed_metadata = "noted";
    const auto response = settled<OffsetCommitResponse>(
        [&] { return broker.call(request, v); },
        [](const auto& r) { return r.topics.at(0).partitions.at(0).error_code; });
    CHECK(response.topics[0].partitions[0].error_code == 0);
  });

  broker.each_version<OffsetFetchRequest>([&](std::int16_t v) {
    OffsetFetchRequest request;
    if (v < 8) {
      request.group_id = group;
      const auto response = broker.call(request, v);  // all topics
      REQUIRE(response.topics.size() == 1);
      CHECK(response.topics[0].name == topic.name());
      CHECK(response.topics[0].partitions.at(0).committed_offset == committed);
      CHECK(response.topics[0].partitions.at(0).metadata == "noted");
    } else {
      request.groups.emplace_back().group_id = group;
      const auto response = broker.call(request, v);
      REQUIRE(response.groups.size() == 1);
      CHECK(response.groups[0].group_id == group);
      CHECK(response.groups[0].topics.at(0).partitions.at(0).committed_offset == committed);
    }
  });

  broker.each_version<ListGroupsRequest>([&](std::int16_t v) {
    ListGroupsRequest request;
    if (v >= 4) request.states_filter.emplace_back("Empty");
    if (v >= 5) request.types_filter.emplace_back("classic");
    const auto response = broker.call(request, v);
    CHECK(response.error_code == 0);
    const auto listed =
        std::ranges::find(response.groups, group, &ListGroupsResponse::Group::group_id);
    REQUIRE(listed != response.groups.end());
    if (v >= 4) CHECK(listed->group_state == "Empty");
  });

  broker.each_version<DescribeGroupsRequest>([&](std::int16_t v) {
    DescribeGroupsRequest request;
    request.groups.push_back(group);
    request.include_authorized_operations = v >= 3;
    const auto response = broker.call(request, v);
    REQUIRE(response.groups.size() == 1);
    CHECK(response.groups[0].error_code == 0);
    CHECK(response.groups[0].group_state == "Empty");
  });

  broker.each_version<ConsumerGroupDescribeRequest>([&](std::int16_t v) {
    ConsumerGroupDescribeRequest request;
    request.group_ids.push_back(group);
    const auto response = broker.call(request, v);
    REQUIRE(response.groups.size() == 1);
    // A classic group, which is none to this request.
    CHECK(response.groups[0].error_code != 0);
    CHECK(response.groups[0].group_id == group);
  });

  broker.each_version<OffsetDeleteRequest>([&](std::int16_t v) {
    OffsetDeleteRequest request;
    request.group_id = group;
    auto& from = request.topics.emplace_back();
    from.name = topic.name();
    from.partitions.push_back({.partition_index = 0});
    const auto response = broker.call(request, v);
    CHECK(response.error_code == 0);
    CHECK(response.topics.at(0).partitions.at(0).error_code == 0);
  });

  broker.each_version<DeleteGroupsRequest>([&](std::int16_t v) {
    DeleteGroupsRequest request;
    request.groups_names.push_back(own_name("never-was"));
    const auto response = broker.call(request, v);
    REQUIRE(response.results.size() == 1);
    CHECK(response.results[0].error_code ==
          static_cast<std::int16_t>(ErrorCode::group_id_not_found));
  });

  DeleteGroupsRequest request;
  request.groups_names.push_back(group);
  const auto code = broker.call(request, 0).results.at(0).error_code;
  // A broker may have dropped the group with its last offset.
  CHECK((code == 0 || code == static_cast<std::int16_t>(ErrorCode::group_id_not_found)));
}

TEST_CASE("settings, quotas, passwords and features in every version") {
  Broker broker;
  const Topic topic(broker, own_name("settings"), 1);
  broker.each_version<IncrementalAlterConfigsRequest>([&](std::int16_t v) {
    IncrementalAlterConfigsRequest request;
    auto& resource = request.resources.emplace_back();
    resource.resource_type = 2;
    resource.resource_name = topic.name();
    resource.configs.push_back({"retention.ms", 0, "3600000"});
    resource.configs.push_back({"segment.ms", 1, std::nullopt});
    const auto response = broker.call(request, v);
    REQUIRE(response.responses.size() == 1);
    CHECK(response.responses[0].error_code == 0);
    CHECK(response.responses[0].resource_name == topic.name());
  });
  broker.each_version<ListConfigResourcesRequest>([&](std::int16_t v) {
    const auto response = broker.call(ListConfigResourcesRequest{}, v);
    CHECK(response.error_code == 0);
    const auto own = std::ranges::find(response.config_resources, topic.name(),
                                       &ListConfigResourcesResponse::ConfigResource::resource_name);
    CHECK((own != response.config_resources.end()) == (v >= 1));
  });
  broker.each_version<AlterClientQuotasRequest>([&](std::int16_t v) {
    AlterClientQuotasRequest request;
    auto& entry = request.entries.emplace_back();
    entry.entity.push_back({"user", own_name("user")});
    entry.ops.push_back({"request_percentage", 12.5, false});
    const auto response = broker.call(request, v);
    REQUIRE(response.entries.size() == 1);
    CHECK(response.entries[0].error_code == 0);
    CHECK(response.entries[0].entity.at(0).entity_name == own_name("user"));
  });
  broker.each_version<DescribeClientQuotasRequest>([&](std::int16_t v) {
    DescribeClientQuotasRequest request;
    request.components.push_back({"user", 0, own_name("user")});
    const auto response = settled<DescribeClientQuotasResponse>(
        [&] {
          auto answer = broker.call(request, v);
          // The broker learns of it a moment after the controller.
          if (answer.error_code == 0 && answer.entries && answer.entries->empty())
            answer.error_code = 3;
          return answer;
        },
        [](const auto& r) { return r.error_code; });
    REQUIRE(response.error_code == 0);
    CHECK(response.entries->at(0).values.at(0).value == 12.5);
  });
  broker.each_version<DescribeUserScramCredentialsRequest>([&](std::int16_t v) {
    CHECK(broker.call(DescribeUserScramCredentialsRequest{}, v).error_code == 0);
  });
  broker.each_version<AlterUserScramCredentialsRequest>([&](std::int16_t v) {
    AlterUserScramCredentialsRequest request;
    request.deletions.push_back({own_name("nobody"), 1});
    CHECK(broker.call(request, v).results.at(0).error_code ==
          static_cast<std::int16_t>(ErrorCode::resource_not_found));
  });
  broker.each_version<UpdateFeaturesRequest>([&](std::int16_t v) {
    UpdateFeaturesRequest request;
    request.feature_updates.emplace_back().feature = "no.such.feature";
    request.feature_updates[0].max_version_level = 1;
    request.validate_only = v >= 1;
    const auto response = broker.call(request, v);
    CHECK((response.error_code != 0 || response.results.at(0).error_code != 0));
  });
}

TEST_CASE("rights and tokens in every version") {
  Broker broker;
  // This broker has no authorizer, and this connection no name.
  constexpr auto disabled = static_cast<std::int16_t>(ErrorCode::security_disabled);
  broker.each_version<DescribeAclsRequest>([&](std::int16_t v) {
    DescribeAclsRequest request;
    request.resource_type_filter = request.operation = request.permission_type = 1;
    CHECK(broker.call(request, v).error_code == disabled);
  });
  broker.each_version<CreateAclsRequest>([&](std::int16_t v) {
    CreateAclsRequest request;
    request.creations.push_back({2, "t", 3, "User:a", "*", 3, 3});
    CHECK(broker.call(request, v).results.at(0).error_code == disabled);
  });
  broker.each_version<DeleteAclsRequest>([&](std::int16_t v) {
    DeleteAclsRequest request;
    request.filters.push_back({2, "t", 3, "User:a", "*", 3, 3});
    CHECK(broker.call(request, v).filter_results.at(0).error_code == disabled);
  });
  const auto refused = [](const auto& response) { CHECK(response.error_code != 0); };
  broker.each_version<CreateDelegationTokenRequest>(
      [&](std::int16_t v) { refused(broker.call(CreateDelegationTokenRequest{}, v)); });
  broker.each_version<RenewDelegationTokenRequest>(
      [&](std::int16_t v) { refused(broker.call(RenewDelegationTokenRequest{}, v)); });
  broker.each_version<ExpireDelegationTokenRequest>(
      [&](std::int16_t v) { refused(broker.call(ExpireDelegationTokenRequest{}, v)); });
  broker.each_version<DescribeDelegationTokenRequest>(
      [&](std::int16_t v) { refused(broker.call(DescribeDelegationTokenRequest{}, v)); });
}

TEST_CASE("transactions in every version") {
  Broker broker;
  const Topic topic(broker, own_name("transactions"), 1);
  const std::string id = own_name("id");
  find_coordinator(broker, id, CoordinatorOf::transaction, 1);
  broker.each_version<InitProducerIdRequest>([&](std::int16_t v) {
    InitProducerIdRequest request;
    request.transactional_id = id;
    request.transaction_timeout_ms = 60000;
    const auto response = settled<InitProducerIdResponse>(
        [&] { return broker.call(request, v); }, [](const auto& r) { return r.error_code; });
    CHECK(response.error_code == 0);
    CHECK(response.producer_id >= 0);
  });
  broker.each_version<ListTransactionsRequest>([&](std::int16_t v) {
    const auto response = broker.call(ListTransactionsRequest{}, v);
    CHECK(response.error_code == 0);
    CHECK(std::ranges::find(response.transaction_states, id,
                            &ListTransactionsResponse::Transaction::transactional_id) !=
          response.transaction_states.end());
  });
  broker.each_version<DescribeTransactionsRequest>([&](std::int16_t v) {
    DescribeTransactionsRequest request;
    request.transactional_ids.push_back(id);
    const auto response = broker.call(request, v);
    CHECK(response.transaction_states.at(0).error_code == 0);
    CHECK(response.transaction_states[0].transaction_state == "Empty");
  });
  broker.each_version<DescribeProducersRequest>([&](std::int16_t v) {
    DescribeProducersRequest request;
    request.topics.push_back({topic.name(), {0}});
    CHECK(broker.call(request, v).topics.at(0).partitions.at(0).error_code == 0);
  });
  broker.each_version<WriteTxnMarkersRequest>([&](std::int16_t v) {
    WriteTxnMarkersRequest request;
    auto& marker = request.markers.emplace_back();
    marker.producer_id = 12345;
    marker.topics.push_back({topic.name(), {0}});
    CHECK(broker.call(request, v).markers.at(0).topics.at(0).partitions.at(0).error_code == 0);
  });
}
