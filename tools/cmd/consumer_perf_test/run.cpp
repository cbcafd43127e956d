#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <thread>

#include "cmd/consumer_perf_test/command.hpp"
#include "cmd/consumer_perf_test/quota.hpp"
#include "cmd/consumer_perf_test/reader.hpp"
#include "cmd/consumer_perf_test/render.hpp"
#include "cmd/consumer_perf_test/team_progress.hpp"
#include "common/client_config.hpp"
#include "common/io/memory.hpp"
#include "common/io/signals.hpp"
#include "common/perf/broker_release.hpp"
#include "common/perf/client_metrics.hpp"
#include "common/perf/config_text.hpp"
#include "common/perf/lists.hpp"
#include "common/perf/result/result_outputs.hpp"
#include "common/perf/run_together.hpp"
#include "common/perf/screen.hpp"
#include "common/perf/trouble_line.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::consumer_perf_test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Millis connect_timeout{5000};
constexpr Millis close_timeout{5000};
constexpr Millis metrics_patience{2000};

std::string made_up_group() {
  std::random_device device;
  return "perf-consumer-" + std::to_string(std::uniform_int_distribution<int>(0, 99'999)(device));
}

/// Kafka's tool says this first. Here the properties may name a broker, too.
std::optional<UsageError> check_broker(const Options& options) {
  for (const std::string_view source : {"bootstrap-server", "command-property", "command-config"})
    if (options.has(source)) return std::nullopt;
  return require(options, {"bootstrap-server"});
}

/// What is read at once from a partition is at least one record, so no bytes are the same as one.
std::optional<std::string> fetch_size(const Options& options) {
  auto size = options.value("fetch-size");
  if (options.int32("fetch-size") == 0) size = "1";
  return size;
}

struct ConsumerConfig {
  Config config;
  bool own_group;  // made up for this run
};

/// The settings that the tool itself makes. An option that is given wins over the user's
/// properties, and these over the option's default.
Result<ConsumerConfig> consumer_config(const Options& options, const Context& context) {
  auto config = client_config(options, context);
  if (!config) return tl::unexpected(config.error());
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
  const bool own_group = !options.has("group") && !config->has("group.id");
  const auto latest =
      options.has("from-latest") ? std::optional<std::string>("latest") : std::nullopt;
  const std::array settings{
      Setting{"group.id", options.value("group"), made_up_group()},
      Setting{"max.partition.fetch.bytes", fetch_size(options), "1048576"},
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
  return ConsumerConfig{*std::move(config), own_group};
}

/// Where the records of a group without committed offsets begin.
std::optional<Position> first_position(const ConsumerConfig& made) {
  const std::string reset = made.config.get_or("auto.offset.reset", "");
  if (made.own_group && reset == "earliest") return Position::earliest();
  if (made.own_group && reset == "latest") return Position::latest();
  return std::nullopt;
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

/// Of several consumers each has its own name, by which brokers tell them apart.
Config member_config(const Config& config, std::size_t number, std::size_t count) {
  Config own = config;
  if (count < 2) return own;
  for (const std::string_view key : {"client.id", "group.instance.id"})
    if (const auto name = config.get(key))
      own.set_unchecked(key, *name + '-' + std::to_string(number + 1));
  return own;
}

class Run {
 public:
  Run(const Settings& settings, Context& context, ResultOutputs& outputs,
      std::optional<Position> first)
      : settings_(settings),
        context_(context),
        outputs_(outputs),
        screen_(context),
        progress_(Clock::now(),
                  std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()),
                  settings.interval, settings.consumers),
        quota_(settings.records, settings.consumers),
        first_start_(first) {}

  int run(const Config& config) {
    if (auto connected = connect(config); !connected) return context_.fail(connected.error());
    if (settings_.print_config || outputs_.wanted()) {
      auto in_effect = members_.front()->consumer->settings();
      if (!in_effect) return context_.fail(in_effect.error());
      config_ = *std::move(in_effect);
      if (settings_.print_config) screen_.show(config_text("Consumer", config_));
    }
    running_ = true;

    // From here on there is something to sum up when a signal comes.
    StopOnSignal stop;
    screen_.stop_if_unread(stop);
    if (!settings_.hide_header)
      screen_.show(header_text(settings_.detailed, settings_.consumers > 1));
    Team team{settings_,
              stop,
              progress_,
              quota_,
              first_start_,
              [this](const Error& error) { warn(error); },
              [this](const TeamInterval& interval) { note(interval); }};
    const auto end = read_all(team);
    if (settings_.print_metrics && !stop.stopped()) wait_for_last(stop);
    const Error* trouble = nullptr;
    for (const auto& member : members_)
      if (!member->reader->outcome() && trouble == nullptr)
        trouble = &member->reader->outcome().error();
    if (outputs_.wanted())
      environment_.kafka_release = broker_release(config, !stop.stopped() && trouble == nullptr);
    const Report report = sum_up(end, stop.stopped(), trouble == nullptr);
    const Result<void> written =
        outputs_.wanted() ? outputs_.write(report_json(settings_, report)) : Result<void>();
    context_.out.flush();
    close_all(stop.stopped() ? Reader::poll_wait : close_timeout);
    if (!written) return context_.fail(written.error());
    if (stop.status() != 0) return stop.status();
    if (trouble != nullptr) return context_.fail(*trouble);
    if (report.timed_out) return context_.fail(timeout_sentence());
    return exit_success;
  }

 private:
  /// One consumer and what is known of it.
  struct Member {
    explicit Member(const std::string& client_id) : metrics("consumer", client_id) {}
    ClientMetrics metrics;
    std::optional<Consumer> consumer;
    std::optional<Reader> reader;
  };

  Result<void> connect(const Config& config) {
    // A topic that is not there may still come; one that cannot be never does.
    for (const std::string& topic : settings_.topics)
      if (!is_topic_name(topic))
        return kpp::fail(ErrorCode::invalid_topic_exception, "Invalid topics: [" + topic + ']');
    for (std::size_t number = 0; number < settings_.consumers; ++number) {
      const Config own = member_config(config, number, settings_.consumers);
      Member& member =
          *members_.emplace_back(std::make_unique<Member>(own.get_or("client.id", "")));
      ConsumerOptions options;
      options.on_error = [this](const Error& error) { warn(error); };
      if (settings_.print_metrics)
        options.on_statistics = [&member](std::string_view json) { member.metrics.add(json); };
      auto consumer = Consumer::create(own, std::move(options));
      if (!consumer) return tl::unexpected(consumer.error());
      member.consumer.emplace(*std::move(consumer));
      if (auto connected = member.consumer->check_connection(connect_timeout); !connected)
        return connected;
    }
    if (settings_.partitions.empty()) return {};
    for (const std::string& topic : settings_.topics)
      if (auto there =
              check_topic(topic, members_.front()->consumer->partitions_for(topic, connect_timeout),
                          settings_.partitions);
          !there)
        return there;
    return {};
  }

  /// Of the partitions of --partition, those of one consumer: each takes the next.
  [[nodiscard]] std::vector<TopicPartition> share_of(std::size_t number) const {
    std::vector<TopicPartition> own;
    std::size_t index = 0;
    for (const std::string& topic : settings_.topics)
      for (const std::int32_t partition : settings_.partitions)
        if (index++ % settings_.consumers == number) own.push_back({topic, partition});
    return own;
  }

  /// Answers when the run was over.
  Clock::time_point read_all(Team& team) {
    std::vector<std::function<void()>> readers;
    for (std::size_t number = 0; number < members_.size(); ++number) {
      Member& member = *members_[number];
      member.reader.emplace(team, *member.consumer, number, share_of(number));
      readers.emplace_back([&reader = *member.reader] { reader.run(); });
    }
    const auto end = run_together(readers, team.stop, screen_, settings_.records,
                                  [this] { return progress_.live(Clock::now()); });
    // With all that was asked for read, those that still waited for more do not count.
    return quota_.done() && settings_.records > 0 ? progress_.last_read() : end;
  }

  /// An interval that has ended.
  void note(const TeamInterval& interval) {
    if (settings_.detailed) {
      std::string rows;
      for (std::size_t i = 0; i < interval.consumers.size(); ++i)
        rows += interval_text(interval.consumers[i], settings_.date_format, std::to_string(i));
      const char* whole = interval.consumers.empty() ? "0" : "total";
      screen_.show(rows + interval_text(interval.whole, settings_.date_format, whole));
    }
    const std::lock_guard lock(mutex_);
    intervals_.push_back(interval.whole);
  }

  /// The figures of the moment come with the next emission, inside of `poll`; no more is read.
  void wait_for_last(const StopOnSignal& stop) const {
    const auto deadline = Clock::now() + metrics_patience;
    for (const auto& member : members_) {
      Consumer& consumer = *member->consumer;
      if (!consumer.pause(consumer.assignment())) continue;
      const std::uint64_t seen = member->metrics.emissions();
      while (member->metrics.emissions() == seen && Clock::now() < deadline && !stop.stopped())
        if (!consumer.poll(stop.token(), Reader::poll_wait / 10)) break;
    }
  }

  Report sum_up(Clock::time_point end, bool stopped, bool succeeded) {
    running_ = false;
    Report report;
    report.environment = environment_;
    // At the end of a topic nothing more comes; it is a stall where a client complained.
    progress_.finish(report, end, errors_.count() > 0 && !quota_.done());
    // Two readers may have told of theirs in the wrong order.
    std::ranges::sort(intervals_, {}, &Interval::end);
    report.intervals = std::move(intervals_);
    report.interrupted = stopped;
    report.timed_out = succeeded && !stopped && report.total.records < settings_.records;
    report.config = config_;
    report.errors = errors_.list();
    if (settings_.print_metrics)
      for (const auto& member : members_) report.metrics.merge(member->metrics.metrics());
    if (context_.format == OutputFormat::kafka) {
      context_.out.write(summary_text(settings_, report));
      screen_.note_any(trouble_line(report.errors, std::nullopt, report.stall));
    }
    return report;
  }

  /// All at once: one whose coordinator does not answer takes its time.
  void close_all(Millis patience) {
    std::vector<std::jthread> threads;
    for (const auto& member : members_) {
      threads.emplace_back([this, patience, &consumer = *member->consumer] {
        const ConsumerCloseReport closed = consumer.close(patience);
        if (closed.error && patience == close_timeout)
          screen_.note("Warning: " + closed.error->message());
      });
    }
  }

  [[nodiscard]] std::string timeout_sentence() const {
    return "WARNING: Exiting before consuming the expected number of records: timeout (" +
           std::to_string(settings_.timeout.count()) +
           " ms) exceeded. You can use the --timeout option to increase the timeout.";
  }

  /// What a client says on its own while the run goes on, each sentence once.
  void warn(const Error& error) {
    if (!running_) return;
    errors_.add(error);
    {
      const std::lock_guard lock(mutex_);
      if (!warned_.insert(error.message()).second) return;
    }
    screen_.note("Warning: " + error.message());
  }

  const Settings& settings_;
  Context& context_;
  ResultOutputs& outputs_;
  Environment environment_ = this_environment();
  Screen screen_;
  std::map<std::string, std::string> config_;
  std::atomic<bool> running_{false};
  TeamProgress progress_;
  Quota quota_;
  FirstStart first_start_;
  std::mutex mutex_;
  std::set<std::string> warned_;
  ErrorCounter errors_;
  std::vector<Interval> intervals_;
  std::vector<std::unique_ptr<Member>> members_;
};

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  keep_freed_memory();
  if (options.has("from-result")) return write_earlier_result(options, context);
  if (auto error = check_broker(options)) return context.usage(*error);
  auto settings = read_settings(options);
  if (!settings) return context.usage(settings.error());
  for (const char* ignored : {"threads", "num-fetch-threads"}) {
    if (options.has(ignored)) {
      context.note("Warning: --" + std::string(ignored) +
                   " is ignored, as in Kafka's own tool since 2.5.");
    }
  }
  auto made = consumer_config(options, context);
  if (!made) return context.fail(made.error());
  note_effective(*settings, made->config);
  if (settings->print_metrics) ClientMetrics::enable(made->config);
  auto outputs = ResultOutputs::open(options, context);
  if (!outputs) return context.fail(outputs.error());
  return Run(*settings, context, *outputs, first_position(*made)).run(made->config);
}

}  // namespace kpp::tools::consumer_perf_test
