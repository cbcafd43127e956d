#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "cmd/e2e_latency/command.hpp"
#include "cmd/e2e_latency/probe.hpp"
#include "cmd/e2e_latency/render.hpp"
#include "common/await_topics.hpp"
#include "common/client_config.hpp"
#include "common/io/signals.hpp"
#include "common/perf/broker_release.hpp"
#include "common/perf/config_text.hpp"
#include "common/perf/error_counter.hpp"
#include "common/perf/live_line.hpp"
#include "common/perf/result/result_outputs.hpp"
#include "common/perf/screen.hpp"
#include "common/perf/stall_watch.hpp"
#include "common/perf/trouble_line.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::e2e_latency {
namespace {

using Clock = Probe::Clock;

constexpr std::uint64_t between_lines = 1000;
constexpr std::chrono::milliseconds live_step{500};
constexpr Timeout usual_patience{5000};
constexpr Timeout least_patience{500};  // of a run that was interrupted, or has lost its broker

/// A line for now. A reader that has gone away ends the run.
void show(Context& context, StopOnSignal& stop, const std::string& text) {
  if (context.format != OutputFormat::kafka) return;
  context.out.write(text);
  if (!context.out.flush()) stop.request_stop();
}

/// As Kafka's tool: one partition, one replica, whatever the broker's own choice would be.
Result<void> create_topic(Admin& admin, const std::string& name) {
  const NewTopic topic{.name = name, .partitions = 1, .replication_factor = std::int16_t{1}};
  const auto created = admin.create_topics({&topic, 1});
  if (!created) return tl::unexpected(created.error());
  for (const auto& [which, result] : *created)
    if (!result && result.error().code() != ErrorCode::topic_already_exists)
      return tl::unexpected(result.error());
  await_partitions(admin, {&name, 1}, 1);
  return {};
}

Result<void> ensure_topic(const Config& config, const std::string& name, Context& context,
                          StopOnSignal& stop) {
  auto admin = Admin::create(config);
  if (!admin) return tl::unexpected(admin.error());
  const auto described = admin->describe_topics({&name, 1});
  if (!described) return tl::unexpected(described.error());
  for (const auto& [which, topic] : *described) {
    if (topic) continue;
    if (topic.error().code() != ErrorCode::unknown_topic_or_partition)
      return tl::unexpected(topic.error());
    show(context, stop, missing_topic_line(name));
    return create_topic(*admin, name);
  }
  return {};
}

class Run {
 public:
  Run(const Settings& settings, Context& context, ResultOutputs& outputs, StopOnSignal& stop)
      : settings_(settings),
        context_(context),
        outputs_(outputs),
        stop_(stop),
        screen_(context),
        live_(settings.records) {
    screen_.stop_if_unread(stop);
    report_.environment = this_environment();
  }

  int run(Probe& probe, const Config& config) {
    if (settings_.print_config || outputs_.wanted())
      if (auto told = tell_config(probe); !told) return context_.fail(told.error());
    running_ = true;
    const Result<void> measured = measure(probe);
    running_ = false;
    report_.elapsed = since_start(Clock::now());
    const bool cut_short = stop_.stopped();
    if (!measured && !cut_short) report_.failure = measured.error();
    const bool complete = measured && !cut_short;
    if (outputs_.wanted()) report_.environment.kafka_release = broker_release(config, complete);
    const Result<void> written = sum_up(cut_short);
    Result<void> committed;
    if (measured) committed = probe.commit(complete ? usual_patience : least_patience);
    probe.close(complete ? usual_patience : least_patience);
    if (!written) return context_.fail(written.error());
    if (stop_.status() != 0) return stop_.status();
    if (!measured) return context_.fail(measured.error());
    // A run that was cut short may have read nothing that could be committed.
    if (!committed && !cut_short) return context_.fail(committed.error());
    return exit_success;
  }

  /// What a client says on its own while the run goes on. Any thread.
  void warn(const Error& error) {
    if (running_) errors_.add(error);
  }

 private:
  Result<void> tell_config(Probe& probe) {
    const auto producer = probe.producer_settings();
    if (!producer) return tl::unexpected(producer.error());
    const auto consumer = probe.consumer_settings();
    if (!consumer) return tl::unexpected(consumer.error());
    if (settings_.print_config)
      screen_.show(config_text("Producer", *producer) + config_text("Consumer", *consumer));
    for (const auto& [key, value] : *producer) report_.config.emplace("producer." + key, value);
    for (const auto& [key, value] : *consumer) report_.config.emplace("consumer." + key, value);
    return {};
  }

  Result<void> measure(Probe& probe) {
    start_ = Clock::now();
    for (std::uint64_t i = 0; i < settings_.records && !stop_.stopped(); ++i) {
      const auto begin = settings_.throughput ? await_turn(i) : Clock::now();
      const auto end = probe.round_trip(stop_.token());
      if (!end) {
        stalls_.failed(since_start(begin), since_start(Clock::now()));
        if (end.error().code() == ErrorCode::cancelled) return {};
        return tl::unexpected(end.error());
      }
      stalls_.came(since_start(begin), since_start(*end));
      note(i, *end, *end - begin);
    }
    return {};
  }

  /// When the record was to be sent. If the one before it was late, then so is this, and its reader has waited since then:
  /// not to count that is known as coordinated omission.
  [[nodiscard]] Clock::time_point await_turn(std::uint64_t index) const {
    constexpr std::chrono::duration<double> longest = std::chrono::hours(24 * 365);
    const std::chrono::duration<double> wait(
        std::min(static_cast<double>(index) / *settings_.throughput, longest.count()));
    const auto turn = start_ + std::chrono::duration_cast<Clock::duration>(wait);
    constexpr std::chrono::milliseconds glance{100};
    for (auto now = Clock::now(); now < turn && !stop_.stopped(); now = Clock::now())
      std::this_thread::sleep_for(std::min<Clock::duration>(turn - now, glance));
    return turn;
  }

  [[nodiscard]] std::chrono::microseconds since_start(Clock::time_point now) const {
    return std::chrono::duration_cast<std::chrono::microseconds>(now - start_);
  }

  void note(std::uint64_t index, Clock::time_point now, std::chrono::nanoseconds latency) {
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(latency);
    const std::size_t bytes = settings_.shape.key_size + settings_.shape.value_size;
    series_.at(since_start(now)).add(micros, bytes);
    report_.bytes += bytes;
    report_.least = report_.latencies.count() == 0 ? micros : std::min(report_.least, micros);
    report_.latencies.record(micros);
    report_.total += latency;
    if (index % between_lines == 0) screen_.show(progress_line(index, latency));
    if (has_live_ && now >= next_live_) show_live(now);
  }

  void show_live(Clock::time_point now) {
    const Histogram& latencies = report_.latencies;
    screen_.live(
        live_.text({.elapsed = since_start(now),
                    .records = latencies.count(),
                    .bytes = report_.bytes,
                    .latency = {{latencies.percentile(0.5), latencies.percentile(0.99)}}}));
    next_live_ = now + live_step;
  }

  Result<void> sum_up(bool cut_short) {
    screen_.end_live();
    report_.interrupted = cut_short;
    report_.series = series_.finish(report_.elapsed);
    report_.errors = errors_.list();
    report_.stall = stalls_.longest();
    if (context_.format == OutputFormat::kafka) {
      if (report_.latencies.count() > 0) context_.out.write(total_text(report_));
      screen_.note_any(trouble_line(report_.errors, std::nullopt, report_.stall));
    }
    if (outputs_.wanted()) return outputs_.write(report_json(settings_, report_));
    return {};
  }

  const Settings& settings_;
  Context& context_;
  ResultOutputs& outputs_;
  StopOnSignal& stop_;
  Screen screen_;
  const bool has_live_ = screen_.has_live();
  LiveLine live_;
  Clock::time_point next_live_ = Clock::now() + live_step;
  Clock::time_point start_;
  Series series_;
  StallWatch stalls_;
  Report report_;
  std::atomic<bool> running_{false};
  ErrorCounter errors_{[this](const Error& error) { screen_.note("Warning: " + error.message()); }};
};

}  // namespace

int run(const Options& options, Context& context) {
  if (options.has("from-result")) return write_earlier_result(options, context);
  const auto settings = read_settings(options);
  if (!settings) return context.usage(settings.error());
  const auto config = client_config(options, context, {.file = "command-config", .properties = {}});
  if (!config) return context.fail(config.error());

  auto outputs = ResultOutputs::open(options, context);
  if (!outputs) return context.fail(outputs.error());
  StopOnSignal stop;
  std::optional<LeaveOnSignal> leave(std::in_place, stop);
  if (auto there = ensure_topic(*config, settings->topic, context, stop); !there)
    return context.fail(there.error());
  Run measurement(*settings, context, *outputs, stop);
  auto probe = Probe::create(*config, *settings,
                             [&measurement](const Error& error) { measurement.warn(error); });
  if (!probe) return context.fail(probe.error());
  leave.reset();
  return measurement.run(*probe, *config);
}

}  // namespace kpp::tools::e2e_latency
