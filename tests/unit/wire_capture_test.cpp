#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/wire_captures.hpp"
#include "support/wire_cases.hpp"
#include "support/wire_peer.hpp"
#include "wire/messages/consumer_protocol.hpp"
#include "wire/messages/create_topics.hpp"
#include "wire/messages/describe_groups.hpp"
#include "wire/messages/metadata.hpp"

using namespace kpp::wire;
using kpp::test::Capture;
using kpp::test::WireCase;

namespace {

const std::vector<Capture>& captures() {
  static const auto all = kpp::test::read_captures(KPP_TEST_CAPTURES);
  return all;
}

kpp::Result<WireCase::Decoded> explain(const Capture& capture) {
  const auto* message = kpp::test::find_wire_case(capture.api_key);
  REQUIRE(message != nullptr);
  return capture.is_request ? message->explain_request(capture.frame)
                            : message->explain_response(capture.frame, capture.version);
}

const Capture& first_capture(bool is_request, ApiKey key, auto wanted) {
  const auto found = std::ranges::find_if(captures(), [&](const Capture& capture) {
    return capture.is_request == is_request && capture.api_key == key && wanted(capture);
  });
  REQUIRE(found != captures().end());
  return *found;
}

}  // namespace

TEST_CASE("wire captures: content is what Kafka's schemas say it is") {
  for (const auto& capture : captures()) {
    CAPTURE(capture.source);
    const auto decoded = explain(capture);
    REQUIRE_MESSAGE(decoded.has_value(), decoded.error().to_string());
    CHECK(decoded->text == capture.text);
  }
}

TEST_CASE(
    "wire captures: the same content makes the same bytes as Java's client and real brokers") {
  for (const auto& capture : captures()) {
    CAPTURE(capture.source);
    const auto decoded = explain(capture);
    REQUIRE(decoded.has_value());
    CHECK(decoded->reencoded == capture.frame);
  }
}

TEST_CASE("wire captures: every message was captured in both directions") {
  for (const auto& message : kpp::test::wire_cases()) {
    CAPTURE(name(message.api_key));
    for (const bool is_request : {true, false}) {
      CHECK(std::ranges::any_of(captures(), [&](const Capture& capture) {
        return capture.api_key == message.api_key && capture.is_request == is_request;
      }));
    }
  }
}

TEST_CASE("wire captures: a CreateTopics request made by hand equals Java's") {
  for (const std::int16_t version : {std::int16_t{5}, std::int16_t{7}}) {
    CAPTURE(version);
    const auto& capture = first_capture(true, ApiKey::create_topics, [&](const Capture& c) {
      return c.version == version && c.text.find("retention.ms") != std::string::npos;
    });
    const auto received = kpp::test::decode_request<CreateTopicsRequest>(capture.frame);
    REQUIRE(received);

    CreateTopicsRequest request;
    auto& topic = request.topics.emplace_back();
    topic.name = "captured";
    topic.num_partitions = 2;
    topic.replication_factor = 1;
    topic.configs.push_back({.name = "retention.ms", .value = "3600000"});
    // What was left of Java's deadline, which no two runs share.
    request.timeout_ms = received->request.timeout_ms;
    const auto made =
        encode_request(request, version, received->correlation_id, received->client_id);
    REQUIRE(made);
    CHECK(std::ranges::equal(std::span(*made).subspan(frame_length_size), capture.frame));
  }
}

TEST_CASE("wire captures: a described group's members carry what the consumer protocol says") {
  const auto& capture = first_capture(false, ApiKey::describe_groups, [](const Capture& c) {
    return c.text.find("GroupState = \"Stable\"") != std::string::npos;
  });
  const auto response = decode_response<DescribeGroupsRequest>(capture.frame, capture.version);
  REQUIRE(response);
  REQUIRE(response->groups.size() == 1);
  REQUIRE(response->groups[0].members.size() == 1);
  const auto& member = response->groups[0].members[0];
  const auto assignment = decode_consumer_assignment(member.member_assignment);
  REQUIRE(assignment);
  REQUIRE(assignment->assigned_partitions.size() == 1);
  CHECK(assignment->assigned_partitions[0] ==
        ConsumerProtocolPartitions{.topic = "captured", .partitions = {0, 1, 2}});
  const auto subscription = decode_consumer_subscription(member.member_metadata);
  REQUIRE(subscription);
  CHECK(subscription->topics == std::vector<std::string>{"captured"});
}

TEST_CASE("wire captures: a broker's topic, read into the struct") {
  const auto& capture = first_capture(false, ApiKey::metadata, [](const Capture& c) {
    return c.version == 13 && c.text.find("\"captured\"") != std::string::npos;
  });
  const auto response = decode_response<MetadataRequest>(capture.frame, 13);
  REQUIRE(response);
  REQUIRE(response->brokers.size() == 1);
  CHECK(response->brokers[0].host == "127.0.0.1");
  const auto topic =
      std::ranges::find(response->topics, "captured", &MetadataResponse::Topic::name);
  REQUIRE(topic != response->topics.end());
  CHECK(topic->error_code == 0);
  CHECK_FALSE(topic->topic_id.is_zero());
  CHECK_FALSE(topic->is_internal);
  REQUIRE_FALSE(topic->partitions.empty());
  CHECK(topic->partitions[0].replica_nodes == std::vector<std::int32_t>{1});
}
