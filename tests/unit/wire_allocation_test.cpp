// A binary of its own, because it replaces the global operator new to count what decoding allocates.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>

#include "support/wire_cases.hpp"
#include "support/wire_peer.hpp"
#include "wire/messages/metadata.hpp"

namespace {

struct Allocations {
  std::size_t count = 0;
  std::size_t bytes = 0;
};
Allocations made;

/// What a call allocates, freed or not.
Allocations allocated_by(auto call) {
  const Allocations before = made;
  call();
  return {made.count - before.count, made.bytes - before.bytes};
}

}  // namespace

void* operator new(std::size_t size) {
  ++made.count;
  made.bytes += size;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

using namespace kpp::wire;
using kpp::test::Rng;

/// What an error's own text may take.
constexpr std::size_t bytes_for_an_error = 2048;

kpp::wire::Bytes metadata_frame(std::int32_t partitions) {
  MetadataResponse response;
  for (std::int32_t broker = 0; broker < 3; ++broker) {
    response.brokers.push_back({broker, "broker-" + std::to_string(broker), 9092, std::nullopt});
  }
  for (std::int32_t i = 0; i < partitions / 10; ++i) {
    auto& topic = response.topics.emplace_back();
    topic.name = "topic-" + std::to_string(i);
    for (std::int32_t partition = 0; partition < 10; ++partition) {
      auto& made_partition = topic.partitions.emplace_back();
      made_partition.partition_index = partition;
      made_partition.replica_nodes = {0, 1, 2};
      made_partition.isr_nodes = {0, 1, 2};
    }
  }
  return kpp::test::encode_response<MetadataRequest>(response, 12, 1).value();
}

}  // namespace

TEST_CASE("wire allocations: a lie about a length costs no more than the bytes that came") {
  Rng rng(7);
  for (const auto& message : kpp::test::wire_cases()) {
    for (std::int16_t version = message.versions.min; version <= message.versions.max; ++version) {
      CAPTURE(name(message.api_key));
      CAPTURE(version);
      const auto trip = message.response_round_trip(rng, version);
      REQUIRE(trip);
      for (std::size_t at = 0; at + 4 < trip->frame.size(); ++at) {
        // 2^31 - 1 and, for compact lengths, 2^28 - 1 or more.
        for (const auto first : {std::byte{0x7f}, std::byte{0xff}}) {
          auto frame = trip->frame;
          frame[at] = first;
          for (std::size_t i = 1; i < 4; ++i) frame[at + i] = std::byte{0xff};
          const auto cost = allocated_by([&] { (void)message.decode_response(frame, version); });
          // The widest struct of any message is below 200 bytes, the narrowest on the wire 1.
          REQUIRE(cost.bytes <= 200 * frame.size() + bytes_for_an_error);
        }
      }
    }
  }
}

TEST_CASE(
    "wire allocations: a count that the bytes behind it could just hold is not trusted whole") {
  // 1.6 million groups of five bytes would be 200 MB of structs; the first one is already malformed.
  Writer writer;
  writer.integer(std::int32_t{1});
  writer.unsigned_varint(0);
  writer.integer(std::int32_t{0});
  writer.integer(std::int16_t{0});
  writer.array_length(1'600'000, true);
  kpp::wire::Bytes frame(writer.bytes().begin(), writer.bytes().end());
  frame.resize(frame.size() + 8'000'000, std::byte{0xff});
  const auto* groups = kpp::test::find_wire_case(ApiKey::list_groups);
  REQUIRE(groups != nullptr);
  bool refused = false;
  const auto cost = allocated_by([&] { refused = !groups->decode_response(frame, 5); });
  CHECK(refused);
  CHECK(cost.bytes <= std::size_t{512} * 1024);
}

TEST_CASE(
    "wire allocations: ten thousand partitions cost two allocations each, whatever their number") {
  const auto cost_of = [](std::int32_t partitions) {
    const auto frame = metadata_frame(partitions);
    std::size_t topics = 0;
    const auto cost = allocated_by([&] {
      const auto response = decode_response<MetadataRequest>(frame, 12);
      if (response) topics = response->topics.size();
    });
    CHECK(topics == static_cast<std::size_t>(partitions / 10));
    return cost;
  };
  const auto small = cost_of(1000);
  const auto large = cost_of(10000);
  // Replicas and in-sync replicas; one array of partitions for ten; the few times that the array of topics grows.
  CHECK(large.count <= 10000 * 2 + 1000 + 20);
  CHECK(large.bytes <= 12 * small.bytes);
}

TEST_CASE("wire allocations: a request is encoded into one growing buffer") {
  MetadataRequest request;
  request.topics.emplace();
  for (int i = 0; i < 1000; ++i) {
    request.topics->push_back({.topic_id = {}, .name = "topic-" + std::to_string(i)});
  }
  const auto cost = allocated_by([&] { (void)encode_request(request, 12, 1, "kpp"); });
  CHECK(cost.count <= 20);
}
