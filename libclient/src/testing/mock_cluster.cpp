#include "client/rdkafka.hpp"

#include <librdkafka/rdkafka_mock.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "kpp/testing.hpp"

namespace kpp::testing {

namespace {

using HostPtr = std::unique_ptr<rd_kafka_t, client::CallDestroy<rd_kafka_destroy>>;
using ClusterPtr =
    std::unique_ptr<rd_kafka_mock_cluster_t, client::CallDestroy<rd_kafka_mock_cluster_destroy>>;

std::int16_t number(Api api) {
  return static_cast<std::int16_t>(api);
}

Result<void> outcome(rd_kafka_resp_err_t err, std::string_view operation) {
  if (err == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  const bool of_the_protocol = err >= RD_KAFKA_RESP_ERR_UNKNOWN;
  const Error error = of_the_protocol ? Error(static_cast<ErrorCode>(err))
                                      : Error(ErrorCode::invalid_argument, rd_kafka_err2str(err));
  return fail(error.with_operation(std::string(operation)));
}

/// What the mock takes for an answer: a code of the protocol, or its own for "no answer".
Result<rd_kafka_resp_err_t> answer(ErrorCode code) {
  if (code == ErrorCode::connection_failed) return RD_KAFKA_RESP_ERR__TRANSPORT;
  const auto value = static_cast<std::int32_t>(code);
  if (value < -1 || value > std::numeric_limits<std::int16_t>::max()) {
    return fail(ErrorCode::invalid_argument, std::string(name(code)) + " is no answer of a broker");
  }
  return static_cast<rd_kafka_resp_err_t>(value);
}

Result<int> delay_ms(Timeout time) {
  if (time.count() < 0 || time.count() > std::numeric_limits<int>::max()) {
    return fail(ErrorCode::invalid_argument, "no delay of " + std::to_string(time.count()) + " ms");
  }
  return static_cast<int>(time.count());
}

}  // namespace

struct MockCluster::Impl {
  HostPtr host;  // librdkafka wants a client for its mock's books; destroyed after it
  ClusterPtr cluster;
  int brokers = 0;

  /// The mock itself takes any number for a coordinator.
  Result<void> set_coordinator(const char* kind, const std::string& key, std::int32_t broker,
                               std::string_view operation) {
    if (broker < 1 || broker > brokers) {
      return fail(Error(ErrorCode::broker_not_available)
                      .with_operation(std::string(operation))
                      .with_broker(broker));
    }
    return outcome(rd_kafka_mock_coordinator_set(cluster.get(), kind, key.c_str(), broker),
                   operation);
  }
  void push(Api api, const std::vector<rd_kafka_resp_err_t>& answers) {
    rd_kafka_mock_push_request_errors_array(cluster.get(), number(api), answers.size(),
                                            answers.data());
  }
};

Result<MockCluster> MockCluster::create(int brokers) {
  if (brokers < 1) return fail(ErrorCode::invalid_argument, "a cluster has at least one broker");
  std::array<char, 512> text{};
  client::ConfPtr conf(rd_kafka_conf_new());
  rd_kafka_conf_set_log_cb(conf.get(), nullptr);
  auto impl = std::make_unique<Impl>();
  impl->brokers = brokers;
  impl->host.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), text.data(), text.size()));
  if (!impl->host) return fail(ErrorCode::io_error, text.data());
  conf.release();  // NOLINT(bugprone-unused-return-value): the host owns it now
  impl->cluster.reset(rd_kafka_mock_cluster_new(impl->host.get(), brokers));
  if (!impl->cluster)
    return fail(ErrorCode::io_error, "the mock brokers cannot listen on 127.0.0.1");
  rd_kafka_mock_group_initial_rebalance_delay_ms(impl->cluster.get(), 0);
  rd_kafka_mock_start_request_tracking(impl->cluster.get());
  return MockCluster(std::move(impl));
}

MockCluster::MockCluster(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
MockCluster::MockCluster(MockCluster&& other) noexcept = default;
MockCluster& MockCluster::operator=(MockCluster&& other) noexcept = default;
MockCluster::~MockCluster() = default;

std::string MockCluster::bootstrap() const {
  return rd_kafka_mock_cluster_bootstraps(impl_->cluster.get());
}

Config MockCluster::config() const {
  Config config;
  (void)config.set("bootstrap.servers", bootstrap());
  return config;
}

Config MockCluster::group_config(std::string_view group) const {
  Config config = this->config();
  (void)config.set("group.id", group);
  (void)config.set("auto.offset.reset", "earliest");
  (void)config.set("heartbeat.interval.ms", "100");
  // The mock coordinator collects the members of a rebalance for a second less than this.
  (void)config.set("session.timeout.ms", "4000");
  return config;
}

Result<void> MockCluster::create_topic(const std::string& name, int partitions,
                                       int replication_factor) {
  if (name.empty() || partitions < 1) {
    return fail(ErrorCode::invalid_argument, "a topic has a name and at least one partition");
  }
  if (replication_factor < 1 || replication_factor > impl_->brokers) {
    return fail(ErrorCode::invalid_argument, "replication factor " +
                                                 std::to_string(replication_factor) + " with " +
                                                 std::to_string(impl_->brokers) + " brokers");
  }
  return outcome(rd_kafka_mock_topic_create(impl_->cluster.get(), name.c_str(), partitions,
                                            replication_factor),
                 "create_topic");
}

Result<void> MockCluster::set_topic_error(const std::string& name, ErrorCode error) {
  const auto err = answer(error);
  if (!err) return tl::unexpected(err.error());
  rd_kafka_mock_topic_set_error(impl_->cluster.get(), name.c_str(), *err);
  return {};
}

Result<void> MockCluster::set_leader(const TopicPartition& partition, std::int32_t broker) {
  return outcome(rd_kafka_mock_partition_set_leader(impl_->cluster.get(), partition.topic.c_str(),
                                                    partition.partition, broker),
                 "set_leader");
}

Result<void> MockCluster::set_group_coordinator(const std::string& group, std::int32_t broker) {
  return impl_->set_coordinator("group", group, broker, "set_group_coordinator");
}

Result<void> MockCluster::set_transaction_coordinator(const std::string& transactional_id,
                                                      std::int32_t broker) {
  return impl_->set_coordinator("transaction", transactional_id, broker,
                                "set_transaction_coordinator");
}

Result<void> MockCluster::fail_next(Api api, std::initializer_list<ErrorCode> errors) {
  std::vector<rd_kafka_resp_err_t> answers;
  for (const ErrorCode error : errors) {
    const auto err = answer(error);
    if (!err) return tl::unexpected(err.error());
    answers.push_back(*err);
  }
  impl_->push(api, answers);
  return {};
}

Result<void> MockCluster::fail_next(Api api, ErrorCode error, int times) {
  const auto err = answer(error);
  if (!err) return tl::unexpected(err.error());
  if (times < 0) return fail(ErrorCode::invalid_argument, "a fault happens zero times or more");
  impl_->push(api, std::vector(static_cast<std::size_t>(times), *err));
  return {};
}

Result<void> MockCluster::answer_late(std::int32_t broker, Api api, Timeout after,
                                      ErrorCode error) {
  const auto err = answer(error);
  if (!err) return tl::unexpected(err.error());
  const auto delay = delay_ms(after);
  if (!delay) return tl::unexpected(delay.error());
  return outcome(rd_kafka_mock_broker_push_request_error_rtts(impl_->cluster.get(), broker,
                                                              number(api), 1, *err, *delay),
                 "answer_late");
}

void MockCluster::forget_failures(Api api) {
  rd_kafka_mock_clear_request_errors(impl_->cluster.get(), number(api));
}

Result<void> MockCluster::set_down(std::int32_t broker) {
  return outcome(rd_kafka_mock_broker_set_down(impl_->cluster.get(), broker), "set_down");
}

Result<void> MockCluster::set_up(std::int32_t broker) {
  return outcome(rd_kafka_mock_broker_set_up(impl_->cluster.get(), broker), "set_up");
}

Result<void> MockCluster::delay(std::int32_t broker, Timeout by) {
  const auto rtt = delay_ms(by);
  if (!rtt) return tl::unexpected(rtt.error());
  return outcome(rd_kafka_mock_broker_set_rtt(impl_->cluster.get(), broker, *rtt), "delay");
}

Result<void> MockCluster::set_rack(std::int32_t broker, const std::string& rack) {
  return outcome(rd_kafka_mock_broker_set_rack(impl_->cluster.get(), broker, rack.c_str()),
                 "set_rack");
}

Result<void> MockCluster::set_api_versions(Api api, std::int16_t min, std::int16_t max) {
  return outcome(rd_kafka_mock_set_apiversion(impl_->cluster.get(), number(api), min, max),
                 "set_api_versions");
}

void MockCluster::set_initial_rebalance_delay(Timeout delay) {
  const std::int64_t longest = std::numeric_limits<std::int32_t>::max();
  rd_kafka_mock_group_initial_rebalance_delay_ms(
      impl_->cluster.get(),
      static_cast<std::int32_t>(std::clamp<std::int64_t>(delay.count(), 0, longest)));
}

std::vector<MockRequest> MockCluster::requests() const {
  std::size_t count = 0;
  rd_kafka_mock_request_t** list = rd_kafka_mock_get_requests(impl_->cluster.get(), &count);
  std::vector<MockRequest> requests;
  requests.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    requests.push_back(
        {.api = static_cast<Api>(rd_kafka_mock_request_api_key(list[i])),
         .broker = rd_kafka_mock_request_id(list[i]),
         .received = std::chrono::microseconds(rd_kafka_mock_request_timestamp(list[i]))});
  }
  if (list != nullptr) rd_kafka_mock_request_destroy_array(list, count);
  return requests;
}

std::size_t MockCluster::request_count(Api api) const {
  const auto all = requests();
  return static_cast<std::size_t>(std::ranges::count(all, api, &MockRequest::api));
}

void MockCluster::forget_requests() {
  rd_kafka_mock_clear_requests(impl_->cluster.get());
}

}  // namespace kpp::testing
