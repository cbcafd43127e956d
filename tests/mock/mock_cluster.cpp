#include "mock/mock_cluster.hpp"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <stdexcept>
#include <string>

namespace kpp::test {

using namespace std::chrono_literals;

struct MockCluster::Impl {
  rd_kafka_t* host = nullptr;
  rd_kafka_mock_cluster_t* cluster = nullptr;
};

MockCluster::MockCluster(int brokers) : impl_(std::make_unique<Impl>()) {
  char text[256];
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set_log_cb(conf, nullptr);
  impl_->host = rd_kafka_new(RD_KAFKA_PRODUCER, conf, text, sizeof(text));
  if (impl_->host == nullptr) throw std::runtime_error(text);
  impl_->cluster = rd_kafka_mock_cluster_new(impl_->host, brokers);
  rd_kafka_mock_group_initial_rebalance_delay_ms(impl_->cluster, 0);
}

MockCluster::~MockCluster() {
  rd_kafka_mock_cluster_destroy(impl_->cluster);
  rd_kafka_destroy(impl_->host);
}

std::string MockCluster::bootstrap() const {
  return rd_kafka_mock_cluster_bootstraps(impl_->cluster);
}

void MockCluster::create_topic(const std::string& name, int partitions) {
  rd_kafka_mock_topic_create(impl_->cluster, name.c_str(), partitions, 1);
}

void MockCluster::fail_next(Api api, std::initializer_list<ErrorCode> errors) {
  for (const ErrorCode error : errors) fail_next(api, error, 1);
}

void MockCluster::fail_next(Api api, ErrorCode error, int times) {
  const std::vector<rd_kafka_resp_err_t> errors(static_cast<std::size_t>(times),
                                                static_cast<rd_kafka_resp_err_t>(error));
  rd_kafka_mock_push_request_errors_array(impl_->cluster, static_cast<std::int16_t>(api),
                                          errors.size(), errors.data());
}

void MockCluster::forget_failures(Api api) {
  rd_kafka_mock_clear_request_errors(impl_->cluster, static_cast<std::int16_t>(api));
}

void MockCluster::set_down(int broker) {
  rd_kafka_mock_broker_set_down(impl_->cluster, broker);
}

void MockCluster::set_up(int broker) {
  rd_kafka_mock_broker_set_up(impl_->cluster, broker);
}

void MockCluster::delay(int broker, std::chrono::milliseconds by) {
  rd_kafka_mock_broker_set_rtt(impl_->cluster, broker, static_cast<int>(by.count()));
}

void MockCluster::set_group_coordinator(const std::string& group, int broker) {
  rd_kafka_mock_coordinator_set(impl_->cluster, "group", group.c_str(), broker);
}

Config MockCluster::config(std::initializer_list<std::pair<std::string, std::string>> more) const {
  Config config;
  must(config.set("bootstrap.servers", bootstrap()));
  for (const auto& [key, value] : more) must(config.set(key, value));
  return config;
}

Config MockCluster::group_config(
    const std::string& group,
    std::initializer_list<std::pair<std::string, std::string>> more) const {
  Config config = this->config();
  must(config.set("group.id", group));
  must(config.set("auto.offset.reset", "earliest"));
  must(config.set("heartbeat.interval.ms", "100"));
  // The mock coordinator collects the members of a rebalance for a second less than this.
  must(config.set("session.timeout.ms", "4000"));
  for (const auto& [key, value] : more) must(config.set(key, value));
  return config;
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
