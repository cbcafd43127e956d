#include "perf/client_metrics.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "kpp/version.hpp"

namespace kpp::tools {

using Json = nlohmann::json;

namespace {

constexpr std::string_view interval_key = "statistics.interval.ms";
constexpr std::string_view interval_ms = "200";

double value(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

const Json& member(const Json& json, const char* key) {
  static const Json empty = Json::object();
  const auto found = json.find(key);
  return found != json.end() && found->is_object() ? *found : empty;
}

double partition_sum(const Json& topic, const char* key) {
  double sum = 0;
  for (const Json& partition : member(topic, "partitions")) sum += value(partition, key);
  return sum;
}

}  // namespace

/// Takes one emission apart.
struct ClientMetrics::Reader {
  ClientMetrics& target;
  const Json& json;

  void read() {
    target.latest_.clear();
    client();
    for (const Json& broker : member(json, "brokers")) node(broker);
    for (const auto& [name, topic] : member(json, "topics").items()) {
      if (target.kind_ == "producer") {
        produced(name, topic);
      } else {
        consumed(name, topic);
      }
    }
    if (target.kind_ == "consumer") group();
  }

  void total(std::string_view metric, std::string_view group, const std::string& tags,
             double amount) {
    target.latest_[target.name(metric, group, tags)] = amount;
  }

  /// One of librdkafka's windows; `unit` of them are one of Java's units.
  void sample(const char* metric, std::string_view group, const std::string& tags,
              const Json& window, double unit) {
    Samples& samples = target.samples_[{std::string(metric), std::string(group), tags}];
    samples.sum += value(window, "sum") / unit;
    samples.count += value(window, "cnt");
    samples.max = std::max(samples.max, value(window, "max") / unit);
  }

  void client() {
    total("outgoing-byte-total", "metrics", "", value(json, "tx_bytes"));
    total("incoming-byte-total", "metrics", "", value(json, "rx_bytes"));
    total("request-total", "metrics", "", value(json, "tx"));
    total("response-total", "metrics", "", value(json, "rx"));
    double connections = 0;
    double in_flight = 0;
    double closed = 0;
    for (const Json& broker : member(json, "brokers")) {
      if (broker.value("state", "") == "UP") ++connections;
      in_flight += value(broker, "waitresp_cnt");
      closed += value(broker, "disconnects");
    }
    total("connection-count", "metrics", "", connections);
    total("connection-close-total", "metrics", "", closed);
    total("requests-in-flight", "metrics", "", in_flight);
    if (target.kind_ == "producer") {
      total("record-send-total", "metrics", "", value(json, "txmsgs"));
    } else {
      total("records-consumed-total", "fetch-manager-metrics", "", value(json, "rxmsgs"));
      total("bytes-consumed-total", "fetch-manager-metrics", "", value(json, "rxmsg_bytes"));
    }
  }

  void node(const Json& broker) {
    const auto id = static_cast<std::int64_t>(value(broker, "nodeid"));
    // Those without an id are the threads and logical brokers of librdkafka itself.
    if (id < 0) return;
    const std::string tags = "node-id=node-" + std::to_string(id);
    total("outgoing-byte-total", "node-metrics", tags, value(broker, "txbytes"));
    total("incoming-byte-total", "node-metrics", tags, value(broker, "rxbytes"));
    total("request-total", "node-metrics", tags, value(broker, "tx"));
    total("response-total", "node-metrics", tags, value(broker, "rx"));
    const Json& round_trip = member(broker, "rtt");
    sample("request-latency", "node-metrics", tags, round_trip, 1000);
    sample("request-latency", "metrics", "", round_trip, 1000);
    if (target.kind_ == "producer") {
      sample("produce-throttle-time", "metrics", "", member(broker, "throttle"), 1);
      sample("record-queue-time", "metrics", "", member(broker, "int_latency"), 1000);
    } else {
      sample("fetch-throttle-time", "fetch-manager-metrics", "", member(broker, "throttle"), 1);
    }
  }

  void produced(const std::string& name, const Json& topic) {
    const std::string tags = "topic=" + name;
    total("record-send-total", "topic-metrics", tags, partition_sum(topic, "txmsgs"));
    total("byte-total", "topic-metrics", tags, partition_sum(topic, "txbytes"));
    sample("batch-size", "metrics", "", member(topic, "batchsize"), 1);
    sample("records-per-request", "metrics", "", member(topic, "batchcnt"), 1);
  }

  void consumed(const std::string& name, const Json& topic) {
    const std::string tags = "topic=" + name;
    constexpr std::string_view manager = "fetch-manager-metrics";
    total("records-consumed-total", manager, tags, partition_sum(topic, "rxmsgs"));
    total("bytes-consumed-total", manager, tags, partition_sum(topic, "rxbytes"));
    for (const Json& partition : member(topic, "partitions")) {
      const double lag = value(partition, "consumer_lag_stored");
      const auto id = static_cast<std::int64_t>(value(partition, "partition"));
      if (id < 0 || lag < 0) continue;
      total("records-lag", manager, "partition=" + std::to_string(id) + ", " + tags, lag);
    }
  }

  void group() {
    const Json& group = member(json, "cgrp");
    total("assigned-partitions", "coordinator-metrics", "", value(group, "assignment_size"));
  }
};

ClientMetrics::ClientMetrics(std::string kind, std::string client_id)
    : kind_(std::move(kind)), client_id_(std::move(client_id)) {}

void ClientMetrics::enable(Config& config) {
  if (!config.has(interval_key)) config.set_unchecked(interval_key, interval_ms);
}

std::string ClientMetrics::name(std::string_view metric, std::string_view group,
                                std::string_view tags) const {
  std::string text =
      kind_ + '-' + std::string(group) + ':' + std::string(metric) + ":{client-id=" + client_id_;
  if (!tags.empty()) text += ", " + std::string(tags);
  return text + '}';
}

void ClientMetrics::add(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return;
  const std::lock_guard lock(mutex_);
  Reader{*this, json}.read();
  ++emissions_;
}

std::uint64_t ClientMetrics::emissions() const {
  const std::lock_guard lock(mutex_);
  return emissions_;
}

void ClientMetrics::set(const std::string& metric, double value) {
  const std::lock_guard lock(mutex_);
  latest_[name(metric, "metrics", "")] = value;
}

Metrics ClientMetrics::metrics() const {
  const std::lock_guard lock(mutex_);
  Metrics all = latest_;
  for (const auto& [key, samples] : samples_) {
    const auto& [metric, group, tags] = key;
    const double none = std::numeric_limits<double>::quiet_NaN();
    const bool any = samples.count > 0;
    all[name(metric + "-avg", group, tags)] = any ? samples.sum / samples.count : none;
    // Java's client has no maximum of this one.
    if (metric != "records-per-request")
      all[name(metric + "-max", group, tags)] = any ? samples.max : none;
  }
  all["app-info:version:{client-id=" + client_id_ + '}'] = std::string(version());
  return all;
}

}  // namespace kpp::tools
