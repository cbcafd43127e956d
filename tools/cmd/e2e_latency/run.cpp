#include <algorithm>
#include <chrono>
#include <thread>

#include "cmd/e2e_latency/command.hpp"
#include "cmd/e2e_latency/probe.hpp"
#include "cmd/e2e_latency/render.hpp"
#include "common/await_topics.hpp"
#include "common/client_config.hpp"
#include "common/io/signals.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::e2e_latency {
namespace {

using Clock = Probe::Clock;

constexpr std::uint64_t between_lines = 1000;

/// A line for now. A reader that has gone away ends the run.
void show(Context& context, StopOnSignal& stop, const std::string& text) {
  if (context.format == OutputFormat::json) return;
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
  Run(const Settings& settings, Context& context, StopOnSignal& stop)
      : settings_(settings), context_(context), stop_(stop) {}

  int run(Probe& probe) {
    const Result<void> measured = measure(probe);
    const bool cut_short = stop_.stopped();
    if (measured || cut_short) sum_up(cut_short);
    const Result<void> committed = probe.commit();
    if (stop_.status() != 0) return stop_.status();
    if (!measured) return context_.fail(measured.error());
    // A run that was cut short may have read nothing that could be committed.
    if (!committed && !cut_short) return context_.fail(committed.error());
    return exit_success;
  }

 private:
  Result<void> measure(Probe& probe) {
    const auto start = Clock::now();
    for (std::uint64_t i = 0; i < settings_.records && !stop_.stopped(); ++i) {
      const auto begin = settings_.throughput ? await_turn(i, start) : Clock::now();
      const auto end = probe.round_trip(stop_.token());
      if (!end) {
        if (end.error().code() == ErrorCode::cancelled) return {};
        return tl::unexpected(end.error());
      }
      note(i, *end - begin);
    }
    return {};
  }

  /// When the record was to be sent. If the one before it was late, then so is this, and its reader has waited since then:
  /// not to count that is known as coordinated omission.
  [[nodiscard]] Clock::time_point await_turn(std::uint64_t index, Clock::time_point start) const {
    const std::chrono::duration<double> since_start(static_cast<double>(index) /
                                                    *settings_.throughput);
    const auto turn = start + std::chrono::duration_cast<Clock::duration>(since_start);
    constexpr std::chrono::milliseconds glance{100};
    for (auto now = Clock::now(); now < turn && !stop_.stopped(); now = Clock::now())
      std::this_thread::sleep_for(std::min<Clock::duration>(turn - now, glance));
    return turn;
  }

  void note(std::uint64_t index, std::chrono::nanoseconds latency) {
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(latency);
    report_.least = report_.latencies.count() == 0 ? micros : std::min(report_.least, micros);
    report_.latencies.record(micros);
    report_.total += latency;
    if (index % between_lines == 0) show(context_, stop_, progress_line(index, latency));
  }

  void sum_up(bool cut_short) {
    report_.interrupted = cut_short;
    if (context_.format == OutputFormat::json) {
      context_.out.write(report_json(settings_, report_));
    } else if (report_.latencies.count() > 0) {
      context_.out.write(total_text(report_));
    }
  }

  const Settings& settings_;
  Context& context_;
  StopOnSignal& stop_;
  Report report_;
};

}  // namespace

int run(const Options& options, Context& context) {
  const auto settings = read_settings(options);
  if (!settings) return context.usage(settings.error());
  const auto config = client_config(options, context, {.file = "command-config", .properties = {}});
  if (!config) return context.fail(config.error());

  StopOnSignal stop;
  if (auto there = ensure_topic(*config, settings->topic, context, stop); !there)
    return context.fail(there.error());
  auto probe = Probe::create(*config, *settings);
  if (!probe) return context.fail(probe.error());
  return Run(*settings, context, stop).run(*probe);
}

}  // namespace kpp::tools::e2e_latency
