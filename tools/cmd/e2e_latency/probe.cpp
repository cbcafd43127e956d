#include "cmd/e2e_latency/probe.hpp"

#include <array>
#include <future>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace kpp::tools::e2e_latency {
namespace {

constexpr Timeout connect_timeout{5000};
constexpr Timeout read_timeout{60000};
// While nothing comes: how often to see whether the record was refused.
constexpr Timeout slice{100};

struct Setting {
  std::string_view key;
  std::string value;
};

Result<Config> with(Config config, std::span<const Setting> settings) {
  for (const Setting& setting : settings)
    if (auto set = config.set(setting.key, setting.value); !set) return tl::unexpected(set.error());
  return config;
}

std::string epoch_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

Result<Producer> make_producer(const Config& config, const std::string& acks, ErrorSink on_error) {
  const std::array settings{Setting{"linger.ms", "0"}, Setting{"acks", acks}};
  auto with_ours = with(config, settings);
  if (!with_ours) return tl::unexpected(with_ours.error());
  // Java's producer gives idempotence up where acks=1 leaves no choice, unless it was asked for by name.
  if (acks != "all" && !with_ours->has("enable.idempotence"))
    if (auto set = with_ours->set("enable.idempotence", "false"); !set)
      return tl::unexpected(set.error());
  ProducerOptions options;
  options.on_error = std::move(on_error);
  return Producer::create(*with_ours, std::move(options));
}

/// Reads every partition from its end on, which is looked up here: what is sent later is not before it.
Result<Consumer> make_consumer(const Config& config, const std::string& topic, ErrorSink on_error) {
  const std::array settings{Setting{"group.id", "test-group-" + epoch_ms()},
                            Setting{"enable.auto.commit", "false"},
                            Setting{"auto.offset.reset", "latest"}};
  const auto with_ours = with(config, settings);
  if (!with_ours) return tl::unexpected(with_ours.error());
  ConsumerOptions options;
  options.on_error = std::move(on_error);
  auto consumer = Consumer::create(*with_ours, std::move(options));
  if (!consumer) return consumer;
  const auto partitions = consumer->partitions_for(topic, connect_timeout);
  if (!partitions) return tl::unexpected(partitions.error());
  std::vector<TopicPartition> all;
  for (const PartitionInfo& each : *partitions) all.push_back({topic, each.partition});
  const auto ends = consumer->end_offsets(all, connect_timeout);
  if (!ends) return tl::unexpected(ends.error());
  std::vector<PartitionStart> starts;
  for (const auto& [partition, end] : *ends)
    starts.push_back({partition.topic, partition.partition, Position::offset(end)});
  if (auto assigned = consumer->assign(starts); !assigned) return tl::unexpected(assigned.error());
  return consumer;
}

tl::unexpected<Error> too_late() {
  return fail(ErrorCode::timed_out, "poll() timed out before finding a result (timeout:[" +
                                        std::to_string(read_timeout.count()) + "ms])");
}

}  // namespace

Result<Probe> Probe::create(const Config& config, const Settings& settings, ErrorSink on_error) {
  auto consumer = make_consumer(config, settings.topic, on_error);
  if (!consumer) return tl::unexpected(consumer.error());
  auto producer = make_producer(config, settings.acks, on_error);
  if (!producer) return tl::unexpected(producer.error());
  return Probe(*std::move(producer), *std::move(consumer), settings, std::move(on_error));
}

Result<std::size_t> Probe::poll(const std::stop_token& stop, Timeout patience) {
  const auto batch = consumer_.poll(stop, patience);
  if (!batch) return tl::unexpected(batch.error());
  for (const PartitionError& problem : batch->errors()) on_error_(problem.error);
  std::size_t found = 0;
  for (const MessageView& message : *batch) {
    const auto difference = record_.difference(message);
    if (difference && pass_over_others_) continue;
    if (difference)
      return fail(ErrorCode::invalid_argument,
                  "The message read at offset " + std::to_string(message.offset()) +
                      " of partition " + std::to_string(message.partition()) +
                      " did not match the message sent: its " + *difference +
                      " differs. Does somebody else write to " + topic_ +
                      "? --ignore-other-records passes over what is not of this run.");
    ++found;
  }
  return found;
}

Result<Probe::Clock::time_point> Probe::round_trip(const std::stop_token& stop) {
  record_.renew();
  auto acknowledged = producer_.send_future(record_.made(topic_));
  std::optional<Result<DeliveryReport>> report;
  const auto reported = [&](Timeout patience) {
    if (!report && acknowledged.wait_for(patience) == std::future_status::ready)
      report = acknowledged.get();
    return report.has_value();
  };
  const auto deadline = Clock::now() + read_timeout;
  while (true) {
    const auto found = poll(stop, slice);
    if (!found) return tl::unexpected(found.error());
    if (*found > 1)
      return fail(ErrorCode::invalid_argument,
                  "Only one result was expected during this test. We found [" +
                      std::to_string(*found) + "]");
    if (*found == 1) break;
    // A record that was refused is never read.
    if (reported(Timeout(0)) && !*report) return tl::unexpected(report->error());
    if (Clock::now() > deadline) return too_late();
  }
  // Mostly known by now.
  while (!reported(slice))
    if (stop.stop_requested()) return fail(ErrorCode::cancelled);
  if (!*report) return tl::unexpected(report->error());
  return Clock::now();
}

Result<void> Probe::commit(Timeout timeout) {
  return consumer_.commit(timeout);
}

void Probe::close(Timeout timeout) {
  static_cast<void>(consumer_.close(timeout));
  producer_.close(timeout);
}

}  // namespace kpp::tools::e2e_latency
