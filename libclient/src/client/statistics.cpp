// librdkafka's statistics as a value. Names of JSON fields are those of its STATISTICS.md.

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "kpp/observe.hpp"

namespace kpp {
namespace {

using Json = nlohmann::json;

/// One JSON object whose fields may be missing or of another type: then they are as good as not there.
class Fields {
 public:
  explicit Fields(const Json& json) : json_(json) {}

  [[nodiscard]] std::int64_t number(const char* name, std::int64_t otherwise = 0) const {
    const Json* field = find(name);
    return field != nullptr && field->is_number_integer() ? field->get<std::int64_t>() : otherwise;
  }

  [[nodiscard]] std::int32_t id(const char* name) const {
    const std::int64_t value = number(name, -1);
    return std::in_range<std::int32_t>(value) ? static_cast<std::int32_t>(value) : -1;
  }

  /// Unknown offsets and lags are negative.
  [[nodiscard]] std::optional<std::int64_t> offset(const char* name) const {
    const std::int64_t value = number(name, -1);
    if (value < 0) return std::nullopt;
    return value;
  }

  [[nodiscard]] std::string text(const char* name) const {
    const Json* field = find(name);
    return field != nullptr && field->is_string() ? field->get<std::string>() : std::string();
  }

  [[nodiscard]] WindowStatistics window(const char* name) const {
    const Json* field = find(name);
    if (field == nullptr) return {};
    const Fields values(*field);
    return {.count = values.number("cnt"),
            .min = values.number("min"),
            .max = values.number("max"),
            .mean = values.number("avg"),
            .sum = values.number("sum"),
            .standard_deviation = values.number("stddev"),
            .p50 = values.number("p50"),
            .p75 = values.number("p75"),
            .p90 = values.number("p90"),
            .p95 = values.number("p95"),
            .p99 = values.number("p99"),
            .p99_99 = values.number("p99_99"),
            .out_of_range = values.number("outofrange")};
  }

  /// The object of this name, or null.
  [[nodiscard]] const Json* object(const char* name) const {
    const Json* field = find(name);
    return field != nullptr && field->is_object() ? field : nullptr;
  }

  /// One value for each member that is an object.
  template <class Value>
  [[nodiscard]] std::vector<Value> each(const char* name, Value (*read)(const Fields&)) const {
    std::vector<Value> values;
    const Json* members = object(name);
    if (members == nullptr) return values;
    for (const Json& member : *members) {
      if (member.is_object()) values.push_back(read(Fields(member)));
    }
    return values;
  }

 private:
  [[nodiscard]] const Json* find(const char* name) const {
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
  }

  const Json& json_;
};

std::map<std::string, std::int64_t> requests_of(const Fields& broker) {
  std::map<std::string, std::int64_t> requests;
  const Json* counts = broker.object("req");
  if (counts == nullptr) return requests;
  for (const auto& [name, count] : counts->items()) {
    if (count.is_number_integer() && count != 0) requests.emplace(name, count.get<std::int64_t>());
  }
  return requests;
}

BrokerStatistics broker_of(const Fields& fields) {
  return {.name = fields.text("name"),
          .node_id = fields.id("nodeid"),
          .address = fields.text("nodename"),
          .source = fields.text("source"),
          .state = fields.text("state"),
          .state_age = std::chrono::microseconds(fields.number("stateage")),
          .requests_waiting = fields.number("outbuf_cnt"),
          .requests_in_flight = fields.number("waitresp_cnt"),
          .messages_waiting = fields.number("outbuf_msg_cnt"),
          .messages_in_flight = fields.number("waitresp_msg_cnt"),
          .requests_sent = fields.number("tx"),
          .bytes_sent = fields.number("txbytes"),
          .send_errors = fields.number("txerrs"),
          .retries = fields.number("txretries"),
          .timeouts = fields.number("req_timeouts"),
          .responses = fields.number("rx"),
          .bytes_received = fields.number("rxbytes"),
          .receive_errors = fields.number("rxerrs"),
          .connects = fields.number("connects"),
          .disconnects = fields.number("disconnects"),
          .requests = requests_of(fields),
          .queue_time = fields.window("int_latency"),
          .send_time = fields.window("outbuf_latency"),
          .round_trip = fields.window("rtt"),
          .throttle = fields.window("throttle")};
}

PartitionStatistics partition_of(const Fields& fields) {
  return {.partition = fields.id("partition"),
          .leader = fields.id("leader"),
          .broker = fields.id("broker"),
          .fetch_state = fields.text("fetch_state"),
          .queued_messages = fields.number("msgq_cnt") + fields.number("xmit_msgq_cnt"),
          .queued_bytes = fields.number("msgq_bytes") + fields.number("xmit_msgq_bytes"),
          .messages_in_flight = fields.number("msgs_inflight"),
          .fetched_messages = fields.number("fetchq_cnt"),
          .fetched_bytes = fields.number("fetchq_size"),
          .messages_sent = fields.number("txmsgs"),
          .bytes_sent = fields.number("txbytes"),
          .messages_received = fields.number("rxmsgs"),
          .bytes_received = fields.number("rxbytes"),
          .next_offset = fields.offset("next_offset"),
          .position = fields.offset("app_offset"),
          .stored_offset = fields.offset("stored_offset"),
          .committed_offset = fields.offset("committed_offset"),
          .begin_offset = fields.offset("lo_offset"),
          .end_offset = fields.offset("hi_offset"),
          .last_stable_offset = fields.offset("ls_offset"),
          .lag = fields.offset("consumer_lag"),
          .stored_lag = fields.offset("consumer_lag_stored")};
}

TopicStatistics topic_of(const Fields& fields) {
  return {.topic = fields.text("topic"),
          .metadata_age = std::chrono::milliseconds(fields.number("metadata_age")),
          .batch_bytes = fields.window("batchsize"),
          .batch_records = fields.window("batchcnt"),
          .partitions = fields.each("partitions", partition_of)};
}

GroupStatistics group_of(const Fields& fields) {
  return {.state = fields.text("state"),
          .join_state = fields.text("join_state"),
          .state_age = std::chrono::milliseconds(fields.number("stateage")),
          .rebalance_age = std::chrono::milliseconds(fields.number("rebalance_age")),
          .rebalances = fields.number("rebalance_cnt"),
          .rebalance_reason = fields.text("rebalance_reason"),
          .assigned_partitions = fields.number("assignment_size")};
}

ProducerIdStatistics producer_id_of(const Fields& fields) {
  return {.state = fields.text("idemp_state"),
          .transaction_state = fields.text("txn_state"),
          .producer_id = fields.number("producer_id", -1),
          .producer_epoch = fields.id("producer_epoch"),
          .ids_taken = fields.number("epoch_cnt")};
}

/// nlohmann's errors are exceptions.
Result<Json> parse_object(std::string_view text) {
  try {
    Json json = Json::parse(text);
    if (json.is_object()) return json;
    return fail(ErrorCode::invalid_argument,
                "statistics are a JSON object, not " + std::string(json.type_name()));
  } catch (const Json::parse_error& error) {
    return fail(ErrorCode::invalid_argument,
                "statistics are no valid JSON at byte " + std::to_string(error.byte));
  }
}

}  // namespace

Result<Statistics> Statistics::parse(std::string_view json) {
  const Result<Json> object = parse_object(json);
  if (!object) return tl::unexpected(object.error());
  const Fields fields(*object);
  Statistics all;
  all.client_name = fields.text("name");
  all.client_id = fields.text("client_id");
  all.type = fields.text("type");
  all.time = std::chrono::sys_seconds(std::chrono::seconds(fields.number("time")));
  all.client_age = std::chrono::microseconds(fields.number("age"));
  all.events_waiting = fields.number("replyq");
  all.queued_messages = fields.number("msg_cnt");
  all.queued_bytes = fields.number("msg_size");
  all.queue_limit_messages = fields.number("msg_max");
  all.queue_limit_bytes = fields.number("msg_size_max");
  all.requests_sent = fields.number("tx");
  all.bytes_sent = fields.number("tx_bytes");
  all.responses = fields.number("rx");
  all.bytes_received = fields.number("rx_bytes");
  all.messages_sent = fields.number("txmsgs");
  all.message_bytes_sent = fields.number("txmsg_bytes");
  all.messages_received = fields.number("rxmsgs");
  all.message_bytes_received = fields.number("rxmsg_bytes");
  all.brokers = fields.each("brokers", broker_of);
  all.topics = fields.each("topics", topic_of);
  if (const Json* group = fields.object("cgrp")) all.group = group_of(Fields(*group));
  if (const Json* id = fields.object("eos")) all.producer_id = producer_id_of(Fields(*id));
  all.raw_json_ = json;
  return all;
}

const BrokerStatistics* Statistics::broker(std::int32_t node_id) const noexcept {
  const auto found = std::ranges::find(brokers, node_id, &BrokerStatistics::node_id);
  return found == brokers.end() ? nullptr : &*found;
}

const PartitionStatistics* Statistics::partition(const TopicPartition& partition) const noexcept {
  for (const TopicStatistics& topic : topics) {
    if (topic.topic != partition.topic) continue;
    const auto found =
        std::ranges::find(topic.partitions, partition.partition, &PartitionStatistics::partition);
    if (found != topic.partitions.end()) return &*found;
  }
  return nullptr;
}

std::int64_t Statistics::total_lag() const noexcept {
  std::int64_t sum = 0;
  for (const TopicStatistics& topic : topics) {
    for (const PartitionStatistics& partition : topic.partitions) sum += partition.lag.value_or(0);
  }
  return sum;
}

}  // namespace kpp
