#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "kpp/observe.hpp"

using namespace kpp;

namespace {

std::string sample() {
  std::ifstream file(KPP_TEST_SAMPLES "/statistics-group-consumer.json");
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("statistics: a real event of a group consumer") {
  const std::string json = sample();
  const auto all = Statistics::parse(json);
  REQUIRE(all);
  CHECK(all->client_name == "kpp#consumer-5");
  CHECK(all->client_id == "kpp");
  CHECK(all->type == "consumer");
  CHECK(all->time.time_since_epoch() == std::chrono::seconds(1795240943));
  CHECK(all->client_age == std::chrono::microseconds(211551));
  CHECK(all->raw_json() == json);

  const BrokerStatistics* broker = all->broker(1);
  REQUIRE(broker != nullptr);
  CHECK(broker->name == "127.0.0.1:45635/1");
  CHECK(broker->address == "127.0.0.1:45635");
  CHECK(broker->state == "UP");
  CHECK(broker->state_age == std::chrono::microseconds(181398));
  CHECK(broker->requests_sent == 10);
  CHECK(broker->bytes_sent == 438);
  CHECK(broker->responses == 9);
  CHECK(broker->requests_in_flight == 1);
  CHECK(broker->connects == 1);
  CHECK(broker->requests == std::map<std::string, std::int64_t>{{"ApiVersion", 2},
                                                                {"Fetch", 2},
                                                                {"FindCoordinator", 2},
                                                                {"GetTelemetrySubscriptions", 1},
                                                                {"ListOffsets", 1},
                                                                {"Metadata", 2}});
  CHECK(broker->round_trip.count == 2);
  CHECK(broker->round_trip.min == 16);
  CHECK(broker->round_trip.mean == 23);
  CHECK(broker->round_trip.p50 == 16);
  CHECK(broker->round_trip.p99 == 31);
  CHECK(broker->round_trip.p99_99 == 31);
  CHECK(broker->send_time.max == 37);

  const PartitionStatistics* partition = all->partition({"t", 0});
  REQUIRE(partition != nullptr);
  CHECK(partition->fetch_state == "active");
  CHECK(partition->leader == 1);
  CHECK(partition->position == 5);
  CHECK(partition->committed_offset == 2);
  CHECK(partition->end_offset == 5);
  CHECK(partition->lag == 3);
  CHECK(partition->messages_received == 5);
  CHECK(all->total_lag() == 3);
  CHECK(all->partition({"t", 7}) == nullptr);
  CHECK(all->broker(7) == nullptr);

  REQUIRE(all->group);
  CHECK(all->group->state == "up");
  CHECK(all->group->join_state == "steady");
  CHECK(all->group->assigned_partitions == 1);
  CHECK_FALSE(all->producer_id);
}

TEST_CASE("statistics: what is missing or of another kind keeps its default") {
  const auto none = Statistics::parse("{}");
  REQUIRE(none);
  CHECK(none->type.empty());
  CHECK(none->brokers.empty());
  CHECK_FALSE(none->group);
  CHECK(none->total_lag() == 0);

  const auto odd =
      Statistics::parse(R"({"name":7,"msg_cnt":"many","brokers":[1,{}],"topics":{"t":null,"u":{
      "topic":"u","partitions":{"0":{"partition":99999999999,"consumer_lag":-1,"lo_offset":-1001,"rtt":3}}}},
      "cgrp":false,"eos":{}})");
  REQUIRE(odd);
  CHECK(odd->client_name.empty());
  CHECK(odd->queued_messages == 0);
  CHECK(odd->brokers.empty());
  REQUIRE(odd->topics.size() == 1);
  REQUIRE(odd->topics[0].partitions.size() == 1);
  CHECK(odd->topics[0].partitions[0].partition == -1);
  CHECK_FALSE(odd->topics[0].partitions[0].lag);
  CHECK_FALSE(odd->topics[0].partitions[0].begin_offset);
  CHECK_FALSE(odd->group);
  REQUIRE(odd->producer_id);
  CHECK(odd->producer_id->producer_id == -1);
}

TEST_CASE("statistics: what is no JSON object is an error that says where") {
  const auto cut = Statistics::parse(sample().substr(0, 100));
  REQUIRE_FALSE(cut);
  CHECK(cut.error().code() == ErrorCode::invalid_argument);
  CHECK(cut.error().message() == "statistics are no valid JSON at byte 101");
  CHECK(Statistics::parse("").error().message() == "statistics are no valid JSON at byte 1");
  CHECK(Statistics::parse("[1]").error().message() == "statistics are a JSON object, not array");
}
