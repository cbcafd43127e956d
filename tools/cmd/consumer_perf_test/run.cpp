#include <array>
#include <cstdlib>
#include <random>
#include <set>

#include "cmd/consumer_perf_test/command.hpp"
#include "cmd/consumer_perf_test/progress.hpp"
#include "cmd/consumer_perf_test/render.hpp"
#include "common/client_config.hpp"
#include "common/io/memory.hpp"
#include "common/io/signals.hpp"
#include "common/perf/client_metrics.hpp"
#include "common/perf/result/result_outputs.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::consumer_perf_test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Millis connect_timeout{5000};
constexpr Millis close_timeout{5000};
// Kafka's tool polls in this rhythm, which is also how exactly --timeout is kept.
constexpr Millis poll_wait{100};
constexpr std::size_t poll_max = 1000;  // more would not stay in the processor's cache
constexpr Millis metrics_patience{2000};

std::string random_group() {
  std::random_device device;
  return "perf-consumer-" + std::to_string(std::uniform_int_distribution<int>(0, 99'999)(device));
}

/// The settings that the tool itself makes. An option that is given wins over the user's
/// properties, and these over the option's default.
Result<Config> consumer_config(const Options& options, const Context& context) {
  auto config = client_config(options, context);
  if (!config) return config;
  if (!config->has("bootstrap.servers")) {
    return kpp::fail(ErrorCode::invalid_config_value,
                     "No broker is named: give --bootstrap-server, or bootstrap.servers in "
                     "--command-property or --command-config.");
  }
  struct Setting {
    std::string_view key;
    std::optional<std::string> option;
    std::string fallback;
  };
  const auto latest =
      options.has("from-latest") ? std::optional<std::string>("latest") : std::nullopt;
  const std::array settings{
      Setting{"group.id", options.value("group"), random_group()},
      Setting{"max.partition.fetch.bytes", options.value("fetch-size"), "1048576"},
      Setting{"receive.buffer.bytes", options.value("socket-buffer-size"), "2097152"},
      Setting{"auto.offset.reset", latest, "earliest"},
      Setting{"check.crcs", std::nullopt, "false"},
      Setting{"client.id", std::nullopt, "perf-consumer-client"},
  };
  for (const Setting& setting : settings) {
    if (!setting.option && config->has(setting.key)) continue;
    if (auto set = config->set(setting.key, setting.option.value_or(setting.fallback)); !set)
      return tl::unexpected(set.error());
  }
  return config;
}

/// What the run is told to have been made with.
void note_effective(Settings& settings, const Config& config) {
  const auto number = [&](std::string_view key) {
    return std::strtoll(config.get_or(key, "").c_str(), nullptr, 10);
  };
  settings.group = config.get_or("group.id", "");
  settings.from_latest = config.get_or("auto.offset.reset", "") == "latest";
  settings.fetch_size = number("max.partition.fetch.bytes");
  settings.socket_buffer_size = number("receive.buffer.bytes");
}

class Run {
 public:
  Run(const Settings& settings, Context& context, ResultOutputs& outputs)
      : settings_(settings),
        context_(context),
        outputs_(outputs),
        progress_(start_, std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()),
                  settings.interval) {}

  int run(const Config& config) {
    ConsumerOptions options;
    options.on_error = [this](const Error& error) { warn(error.message()); };
    ClientMetrics metrics("consumer", config.get_or("client.id", ""));
    if (settings_.print_metrics)
      options.on_statistics = [&metrics](std::string_view json) { metrics.add(json); };
    auto consumer = Consumer::create(config, std::move(options));
    if (!consumer) return context_.fail(consumer.error());
    if (auto connected = consumer->check_connection(connect_timeout); !connected)
      return context_.fail(connected.error());
    running_ = true;

    // From here on there is something to sum up when a signal comes.
    StopOnSignal stop;
    stop_ = &stop;
    if (!settings_.hide_header) show(header_text(settings_.detailed));
    const Result<void> outcome = subscribe(*consumer).and_then([&] { return consume(*consumer); });
    const auto end = Clock::now();
    if (settings_.print_metrics && !stop.stopped()) wait_for_last(*consumer, metrics);
    const Report report = sum_up(end, outcome.has_value(), metrics);
    const Result<void> written =
        outputs_.wanted() ? outputs_.write(report_json(settings_, report)) : Result<void>();
    context_.out.flush();
    const ConsumerCloseReport closed = consumer->close(stop.stopped() ? poll_wait : close_timeout);
    if (!written) return context_.fail(written.error());
    if (stop.status() != 0) return stop.status();
    if (!outcome) return context_.fail(outcome.error());
    if (report.timed_out) return context_.fail(timeout_sentence());
    if (closed.error) warn(closed.error->message());
    return exit_success;
  }

 private:
  [[nodiscard]] Series::Duration since_start(Clock::time_point now) const {
    return std::chrono::duration_cast<Series::Duration>(now - start_);
  }

  Result<void> subscribe(Consumer& consumer) {
    RebalanceHandler handler;
    handler.on_assigned = [this](RebalanceContext&) { progress_.assigned(Clock::now()); };
    handler.on_revoked = [this](RebalanceContext&) { progress_.revoked(Clock::now()); };
    if (settings_.topic) return consumer.subscribe({*settings_.topic}, std::move(handler));
    return consumer.subscribe_pattern(settings_.include_posix, std::move(handler));
  }

  Result<void> consume(Consumer& consumer) {
    auto last_read = Clock::now();
    while (progress_.records() < settings_.records && !stop_->stopped()) {
      const std::uint64_t left = settings_.records - progress_.records();
      const auto batch =
          consumer.poll(stop_->token(), poll_wait, std::min<std::uint64_t>(left, poll_max));
      const auto now = Clock::now();
      if (!batch) {
        if (batch.error().code() == ErrorCode::cancelled) return {};
        return tl::unexpected(batch.error());
      }
      for (const PartitionError& problem : batch->errors()) warn(problem.error.message());
      if (!batch->empty()) {
        last_read = now;
        add(*batch, now);
      }
      if (now - last_read > settings_.timeout) return {};
    }
    return {};
  }

  void add(const MessageBatch& batch, Clock::time_point now) {
    std::uint64_t bytes = 0;
    for (const MessageView& message : batch) {
      if (const auto key = message.key()) bytes += key->size();
      if (const auto value = message.value()) bytes += value->size();
    }
    progress_.add(batch.size(), bytes);
    series_.at(since_start(now)).add_unmeasured(batch.size(), bytes);
    // As in Kafka's tool an interval ends only where something was read.
    if (auto interval = progress_.end_interval(now)) {
      if (settings_.detailed) show(interval_text(*interval, settings_.date_format));
      intervals_.push_back(*interval);
    }
  }

  /// The figures of the moment come with the next emission, inside of `poll`; no more is read.
  void wait_for_last(Consumer& consumer, const ClientMetrics& metrics) const {
    const auto assignment = consumer.assignment();
    if (!consumer.pause(assignment)) return;
    const std::uint64_t seen = metrics.emissions();
    const auto deadline = Clock::now() + metrics_patience;
    while (metrics.emissions() == seen && Clock::now() < deadline && !stop_->stopped())
      if (!consumer.poll(stop_->token(), poll_wait / 10)) return;
  }

  Report sum_up(Clock::time_point end, bool succeeded, const ClientMetrics& metrics) {
    running_ = false;
    Report report;
    report.environment = environment_;
    progress_.finish(report, end);
    report.series = series_.finish(since_start(end));
    report.intervals = std::move(intervals_);
    report.interrupted = stop_->stopped();
    report.timed_out = succeeded && !report.interrupted && report.total.records < settings_.records;
    if (settings_.print_metrics) report.metrics = metrics.metrics();
    if (context_.format != OutputFormat::kafka) return report;
    if (!settings_.detailed) context_.out.write(total_text(report, settings_.date_format));
    context_.out.write(metrics_table(report.metrics));
    return report;
  }

  [[nodiscard]] std::string timeout_sentence() const {
    return "WARNING: Exiting before consuming the expected number of records: timeout (" +
           std::to_string(settings_.timeout.count()) +
           " ms) exceeded. You can use the --timeout option to increase the timeout.";
  }

  /// A line for now. A reader that has gone away ends the run.
  void show(const std::string& text) {
    if (context_.format != OutputFormat::kafka) return;
    context_.out.write(text);
    if (!context_.out.flush()) stop_->request_stop();
  }

  /// What the client says on its own while the run goes on, each sentence once.
  void warn(const std::string& message) {
    if (running_ && warned_.insert(message).second) context_.note("Warning: " + message);
  }

  const Settings& settings_;
  Context& context_;
  ResultOutputs& outputs_;
  const Environment environment_ = this_environment();
  const Clock::time_point start_ = Clock::now();
  StopOnSignal* stop_ = nullptr;
  bool running_ = false;
  std::set<std::string> warned_;
  Progress progress_;
  Series series_;
  std::vector<Interval> intervals_;
};

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  keep_freed_memory();
  if (options.has("from-result")) return write_earlier_result(options, context);
  auto settings = read_settings(options);
  if (!settings) return context.usage(settings.error());
  for (const char* ignored : {"threads", "num-fetch-threads"}) {
    if (options.has(ignored)) {
      context.note("Warning: --" + std::string(ignored) +
                   " is ignored, as in Kafka's own tool since 2.5.");
    }
  }
  auto config = consumer_config(options, context);
  if (!config) return context.fail(config.error());
  note_effective(*settings, *config);
  if (settings->print_metrics) ClientMetrics::enable(*config);
  auto outputs = ResultOutputs::open(options, context);
  if (!outputs) return context.fail(outputs.error());
  return Run(*settings, context, *outputs).run(*config);
}

}  // namespace kpp::tools::consumer_perf_test
