#include <doctest/doctest.h>

#include <map>
#include <numeric>
#include <set>
#include <string>

#include "kpp/admin/reassignments.hpp"

using namespace kpp;

namespace {

using Plan = std::map<TopicPartition, std::vector<std::int32_t>>;

std::vector<PlacementBroker> brokers(std::int32_t count) {
  std::vector<PlacementBroker> all;
  for (std::int32_t id = 1; id <= count; ++id) all.push_back({id, {}});
  return all;
}

PlacementTopic topic(const std::string& name, std::int32_t partitions, std::int16_t replicas) {
  PlacementTopic made{name, std::vector<std::int32_t>(static_cast<std::size_t>(partitions)),
                      replicas};
  std::iota(made.partitions.begin(), made.partitions.end(), 0);
  return made;
}

Plan planned(const PlacementTopic& wanted, const std::vector<PlacementBroker>& on,
             PlacementOptions options = {}) {
  const auto plan = plan_reassignment({&wanted, 1}, on, options);
  REQUIRE(plan);
  REQUIRE(plan->size() == wanted.partitions.size());
  return *plan;
}

/// Broker -> how many replicas, and of those leaders, it has.
std::map<std::int32_t, std::pair<int, int>> load(const Plan& plan) {
  std::map<std::int32_t, std::pair<int, int>> count;
  for (const auto& [partition, replicas] : plan) {
    ++count[replicas.front()].second;
    for (const std::int32_t id : replicas) ++count[id].first;
  }
  return count;
}

}  // namespace

TEST_CASE("plan: leaders and replicas are spread evenly, and no broker has one twice") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Plan plan = planned(topic("t", 20, 3), brokers(5), {.rack_aware = true, .seed = seed});
    for (const auto& [partition, replicas] : plan)
      CHECK(std::set<std::int32_t>(replicas.begin(), replicas.end()).size() == 3);
    for (const auto& [id, count] : load(plan)) CHECK(count == std::pair(12, 4));
  }
}

TEST_CASE("plan: followers of neighbours are shifted, so that a dead broker's load is shared") {
  const Plan plan = planned(topic("t", 15, 2), brokers(5));
  std::map<std::int32_t, std::set<std::int32_t>> followers;
  for (const auto& [partition, replicas] : plan) followers[replicas[0]].insert(replicas[1]);
  for (const auto& [leader, its] : followers) CHECK(its.size() == 3);
}

TEST_CASE("plan: replicas go to different racks as long as there are racks (KIP-36)") {
  const std::vector<PlacementBroker> racked{{1, "a"}, {2, "a"}, {3, "b"},
                                            {4, "b"}, {5, "c"}, {6, "c"}};
  std::map<std::int32_t, std::string> rack_of;
  for (const auto& [id, rack] : racked) rack_of[id] = *rack;
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const PlacementOptions options{.rack_aware = true, .seed = seed};
    const Plan plan = planned(topic("t", 12, 3), racked, options);
    for (const auto& [partition, replicas] : plan) {
      std::set<std::string> racks;
      for (const std::int32_t id : replicas) racks.insert(rack_of.at(id));
      CHECK(racks.size() == 3);
    }
    for (const auto& [id, count] : load(plan)) CHECK(count == std::pair(6, 2));
    // More replicas than racks: all racks, and no broker twice.
    for (const auto& [partition, replicas] : planned(topic("t", 6, 4), racked, options))
      CHECK(std::set<std::int32_t>(replicas.begin(), replicas.end()).size() == 4);
  }
}

TEST_CASE("plan: one seed, one plan; topics begin at different brokers") {
  const PlacementTopic topics[] = {topic("a", 1, 1), topic("b", 1, 1), topic("c", 1, 1),
                                   topic("d", 1, 1), topic("e", 1, 1), topic("f", 1, 1)};
  const auto plan = plan_reassignment(topics, brokers(6), {.rack_aware = true, .seed = 7});
  REQUIRE(plan);
  CHECK(*plan == *plan_reassignment(topics, brokers(6), {.rack_aware = true, .seed = 7}));
  CHECK(load(*plan).size() > 1);
}

TEST_CASE("plan: one broker takes what has one replica; partitions keep their numbers") {
  const PlacementTopic some{"t", {3, 8}, 1};
  const Plan plan = planned(some, brokers(1));
  CHECK(plan.at({"t", 3}) == std::vector<std::int32_t>{1});
  CHECK(plan.at({"t", 8}) == std::vector<std::int32_t>{1});
}

TEST_CASE("plan: what cannot be is refused") {
  const auto code = [](const PlacementTopic& wanted, const std::vector<PlacementBroker>& on,
                       bool rack_aware = true) {
    const auto plan = plan_reassignment({&wanted, 1}, on, {.rack_aware = rack_aware, .seed = 0});
    return plan ? ErrorCode::none : plan.error().code();
  };
  CHECK(code(topic("t", 1, 4), brokers(3)) == ErrorCode::invalid_replication_factor);
  CHECK(code(topic("t", 1, 0), brokers(3)) == ErrorCode::invalid_replication_factor);
  CHECK(code(topic("t", 1, 1), {}) == ErrorCode::invalid_argument);
  const std::vector<PlacementBroker> mixed{{1, "a"}, {2, {}}};
  CHECK(code(topic("t", 1, 1), mixed) == ErrorCode::invalid_argument);
  CHECK(code(topic("t", 1, 1), mixed, false) == ErrorCode::none);
}

TEST_CASE("plan: ten thousand partitions at once") {
  const Plan plan = planned(topic("t", 10000, 3), brokers(50));
  for (const auto& [id, count] : load(plan)) CHECK(count == std::pair(600, 200));
}
