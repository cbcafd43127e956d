#include "mock/mock_cluster.hpp"

#include <string>

namespace kpp::test {

using namespace std::chrono_literals;

namespace {

Config with(Config config, MockCluster::Properties more) {
  for (const auto& [key, value] : more) must(config.set(key, value));
  return config;
}

}  // namespace

Config MockCluster::config(Properties more) const {
  return with(testing::MockCluster::config(), more);
}

Config MockCluster::group_config(const std::string& group, Properties more) const {
  return with(testing::MockCluster::group_config(group), more);
}

Producer make_producer(const Config& config, ProducerOptions options) {
  return must(Producer::create(config, std::move(options)));
}

Consumer make_consumer(const Config& config, ConsumerOptions options) {
  return must(Consumer::create(config, std::move(options)));
}

void fill(const MockCluster& cluster, const std::string& topic, int count, int partition) {
  Producer producer = make_producer(cluster.config());
  for (int i = 0; i < count; ++i) {
    Record record{.topic = topic, .key = std::to_string(i), .value = std::to_string(i)};
    if (partition >= 0) record.partition = partition;
    must(producer.send(std::move(record)));
  }
  const CloseReport report = producer.close(10s);
  REQUIRE(report.delivered == static_cast<std::uint64_t>(count));
}

std::vector<std::string> read(Consumer& consumer, std::size_t count) {
  std::vector<std::string> values;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (values.size() < count && std::chrono::steady_clock::now() < deadline) {
    const MessageBatch batch = must(consumer.poll(100ms, count - values.size()));
    for (const MessageView& message : batch) values.emplace_back(message.value().value_or("null"));
  }
  return values;
}

std::int64_t committed_offset(const MockCluster& cluster, const std::string& group,
                              const TopicPartition& partition) {
  Config config = cluster.config();
  must(config.set("group.id", group));
  Consumer consumer = make_consumer(config);
  const Offsets offsets = must(consumer.committed(std::span(&partition, 1), 5s));
  const auto found = offsets.find(partition);
  return found == offsets.end() ? -1 : found->second.offset;
}

}  // namespace kpp::test
