#include <doctest/doctest.h>

#include <string>

#include "support/wire_peer.hpp"
#include "wire/messages/all.hpp"
#include "wire/messages/consumer_protocol.hpp"

using namespace kpp::wire;
using kpp::ErrorCode;

TEST_CASE("wire versions: the newest that both sides have") {
  CHECK(newest_common(between(4, 13), between(0, 9)) == 9);
  CHECK(newest_common(between(4, 9), between(0, 13)) == 9);
  CHECK(newest_common(between(4, 4), between(4, 4)) == 4);
  CHECK_FALSE(newest_common(between(4, 9), between(10, 12)));
  CHECK_FALSE(newest_common(between(4, 9), between(0, 3)));
}

TEST_CASE("wire messages: spans serve brokers 2.5.0 and 4.3.1") {
  // What each of the two brokers says of itself.
  struct Span {
    ApiKey key;
    VersionRange ours, kafka_2_5, kafka_4_3;
  };
  const Span spans[] = {
      {ApiKey::api_versions, ApiVersionsRequest::versions, between(0, 3), between(0, 4)},
      {ApiKey::metadata, MetadataRequest::versions, between(0, 9), between(0, 13)},
      {ApiKey::create_topics, CreateTopicsRequest::versions, between(0, 5), between(2, 7)},
      {ApiKey::delete_topics, DeleteTopicsRequest::versions, between(0, 4), between(1, 6)},
      {ApiKey::create_partitions, CreatePartitionsRequest::versions, between(0, 2), between(0, 3)},
      {ApiKey::describe_configs, DescribeConfigsRequest::versions, between(0, 2), between(1, 4)},
      {ApiKey::list_partition_reassignments, ListPartitionReassignmentsRequest::versions,
       between(0, 0), between(0, 0)},
      {ApiKey::find_coordinator, FindCoordinatorRequest::versions, between(0, 3), between(0, 6)},
      {ApiKey::list_groups, ListGroupsRequest::versions, between(0, 3), between(0, 5)},
      {ApiKey::describe_groups, DescribeGroupsRequest::versions, between(0, 5), between(0, 6)},
      {ApiKey::offset_fetch, OffsetFetchRequest::versions, between(0, 7), between(1, 10)},
      {ApiKey::offset_commit, OffsetCommitRequest::versions, between(0, 8), between(2, 10)},
      {ApiKey::offset_delete, OffsetDeleteRequest::versions, between(0, 0), between(0, 0)},
      {ApiKey::delete_groups, DeleteGroupsRequest::versions, between(0, 2), between(0, 2)},
      {ApiKey::list_offsets, ListOffsetsRequest::versions, between(0, 5), between(1, 11)},
  };
  for (const auto& span : spans) {
    CAPTURE(name(span.key));
    CHECK(newest_common(span.ours, span.kafka_2_5).has_value());
    CHECK(newest_common(span.ours, span.kafka_4_3).has_value());
  }
}

TEST_CASE(
    "wire messages: a value that the version cannot carry is an error unless it may be ignored") {
  DescribeConfigsRequest request;
  request.include_documentation = true;
  const auto too_old = encode_request(request, 2, 1, "c");
  REQUIRE_FALSE(too_old);
  CHECK(too_old.error().code() == ErrorCode::unsupported_by_broker);
  CHECK(too_old.error().message() == "version 2 cannot carry IncludeDocumentation");
  CHECK(too_old.error().operation() == "DescribeConfigs");
  CHECK(encode_request(request, 3, 1, "c"));

  ListOffsetsRequest with_timeout;
  with_timeout.timeout_ms = 5000;  // ignorable
  CHECK(encode_request(with_timeout, 5, 1, "c").value() ==
        encode_request(ListOffsetsRequest{}, 5, 1, "c").value());
}

TEST_CASE("wire messages: a null that the version does not have is an error") {
  MetadataRequest request;
  request.topics.emplace().push_back({.topic_id = {}, .name = std::nullopt});
  const auto named_only = encode_request(request, 9, 1, "c");
  REQUIRE_FALSE(named_only);
  CHECK(named_only.error().message() == "version 9 has no null for Name");
  CHECK(encode_request(request, 12, 1, "c"));
}

TEST_CASE("wire messages: a text longer than the protocol can carry is an error") {
  DeleteGroupsRequest request;
  request.groups_names.emplace_back(40000, 'g');
  for (const auto version : {std::int16_t{0}, std::int16_t{2}}) {
    const auto frame = encode_request(request, version, 1, "c");
    REQUIRE_FALSE(frame);
    CHECK(frame.error().code() == ErrorCode::invalid_argument);
  }
}

TEST_CASE(
    "wire ApiVersions: a broker that is too old answers in version 0 with what it has (KIP-511)") {
  Writer writer;
  writer.integer(std::int32_t{7});
  writer.integer(std::int16_t{35});
  writer.array_length(1, false);
  writer.integer(std::int16_t{18});
  writer.integer(std::int16_t{0});
  writer.integer(std::int16_t{3});
  const auto response = decode_response<ApiVersionsRequest>(writer.bytes(), 4);
  REQUIRE_MESSAGE(response, response.error().to_string());
  CHECK(response->error_code == 35);
  REQUIRE(response->api_keys.size() == 1);
  CHECK(response->api_keys[0] ==
        ApiVersionsResponse::Key{.api_key = 18, .min_version = 0, .max_version = 3});
}

TEST_CASE("wire ApiVersions: the response header stays the old one in flexible versions") {
  ApiVersionsResponse sent;
  sent.api_keys.push_back({.api_key = 3, .min_version = 0, .max_version = 13});
  sent.finalized_features_epoch = 12;
  sent.supported_features.push_back(
      {.name = "metadata.version", .min_version = 7, .max_version = 29});
  const auto frame = kpp::test::encode_response<ApiVersionsRequest>(sent, 3, 7);
  REQUIRE(frame);
  CHECK((*frame)[4] == std::byte{0});  // the error code follows the correlation id at once
  CHECK(decode_response<ApiVersionsRequest>(*frame, 3).value() == sent);
}

namespace {

/// An ApiVersions response of version 3 with these bytes as its tagged fields.
kpp::Result<ApiVersionsResponse> with_tagged_fields(std::initializer_list<int> tagged) {
  Writer writer;
  writer.integer(std::int32_t{7});
  writer.integer(std::int16_t{0});
  writer.array_length(0, true);
  writer.integer(std::int32_t{0});
  for (const int byte : tagged) writer.integer(static_cast<std::uint8_t>(byte));
  return decode_response<ApiVersionsRequest>(writer.bytes(), 3);
}

}  // namespace

TEST_CASE("wire tagged fields: known ones are read, unknown ones passed over (KIP-482)") {
  const auto response =
      with_tagged_fields({3, 1, 8, 0, 0, 0, 0, 0, 0, 0, 5, 3, 1, 1, 100, 2, 'h', 'i'});
  REQUIRE_MESSAGE(response, response.error().to_string());
  CHECK(response->finalized_features_epoch == 5);
  CHECK(response->zk_migration_ready);
}

TEST_CASE("wire tagged fields: lies about them are errors") {
  CHECK(with_tagged_fields({0}));
  CHECK(with_tagged_fields({1, 3, 1, 1}));
  CHECK_FALSE(with_tagged_fields({1, 3, 2, 1, 0}));        // larger than its value
  CHECK_FALSE(with_tagged_fields({1, 1, 4, 0, 0, 0, 1}));  // smaller than its value
  CHECK_FALSE(with_tagged_fields({2, 3, 1, 1, 3, 1, 1}));  // twice
  CHECK_FALSE(with_tagged_fields({2, 9, 0, 3, 1, 1}));     // out of order
  CHECK_FALSE(with_tagged_fields({2, 3, 1, 1}));           // fewer than counted
  CHECK_FALSE(with_tagged_fields({1, 100, 0x7f, 1}));      // beyond the end
  CHECK_FALSE(with_tagged_fields({0xff, 0xff, 0xff, 0xff, 0x0f}));
}

TEST_CASE("wire errors: name the message, the field and the place") {
  Writer writer;
  writer.integer(std::int32_t{7});
  writer.integer(std::int32_t{0});
  writer.integer(std::int16_t{0});
  writer.array_length(1000000, false);
  const auto response = decode_response<ListGroupsRequest>(writer.bytes(), 2);
  REQUIRE_FALSE(response);
  CHECK(response.error().message() ==
        "ListGroups response (version 2) has a length beyond its end in field Groups at byte 14 of "
        "14");
}

TEST_CASE("wire consumer protocol: what a member carries") {
  Writer writer;
  writer.integer(std::int16_t{1});
  writer.array_length(1, false);
  writer.string("sensor-stream", false);
  writer.array_length(2, false);
  writer.integer(std::int32_t{0});
  writer.integer(std::int32_t{1});
  writer.null_byte_string(false);

  SUBCASE("its assignment") {
    const auto assignment = decode_consumer_assignment(writer.bytes());
    REQUIRE(assignment);
    REQUIRE(assignment->assigned_partitions.size() == 1);
    CHECK(assignment->assigned_partitions[0].topic == "sensor-stream");
    CHECK(assignment->assigned_partitions[0].partitions == std::vector<std::int32_t>{0, 1});
    CHECK_FALSE(assignment->user_data);
  }
  SUBCASE("a newer version is read as the newest known one") {
    Bytes newer(writer.bytes().begin(), writer.bytes().end());
    newer[1] = std::byte{9};
    newer.push_back(std::byte{42});
    CHECK(decode_consumer_assignment(newer));
  }
  SUBCASE("nothing, before a rebalance ends") {
    CHECK(decode_consumer_assignment({}).value() == ConsumerProtocolAssignment{});
    CHECK(decode_consumer_subscription({}).value() == ConsumerProtocolSubscription{});
  }
  SUBCASE("bytes of some other protocol") {
    for (std::size_t size = 1; size < writer.bytes().size(); ++size) {
      CHECK_FALSE(decode_consumer_assignment(writer.bytes().first(size)));
    }
    Bytes negative(writer.bytes().begin(), writer.bytes().end());
    negative[0] = std::byte{0xff};
    CHECK_FALSE(decode_consumer_assignment(negative));
  }
}

TEST_CASE("wire consumer protocol: a subscription of each version") {
  for (std::int16_t version = 0; version <= 3; ++version) {
    Writer writer;
    writer.integer(version);
    ConsumerProtocolSubscription sent;
    sent.topics = {"a", "b"};
    sent.user_data = Bytes{std::byte{1}};
    if (version >= 1) sent.owned_partitions = {{.topic = "a", .partitions = {3}}};
    if (version >= 2) sent.generation_id = 17;
    if (version >= 3) sent.rack_id = "rack-1";
    encode_struct(writer, sent, {.version = version, .flexible = false});
    REQUIRE(writer.ok());
    CHECK(decode_consumer_subscription(writer.bytes()).value() == sent);
  }
}
