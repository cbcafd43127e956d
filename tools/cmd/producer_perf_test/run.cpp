#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include "cmd/producer_perf_test/byte_budget.hpp"
#include "cmd/producer_perf_test/command.hpp"
#include "cmd/producer_perf_test/payload.hpp"
#include "cmd/producer_perf_test/record_source.hpp"
#include "cmd/producer_perf_test/recorder.hpp"
#include "cmd/producer_perf_test/render.hpp"
#include "cmd/producer_perf_test/sender.hpp"
#include "cmd/producer_perf_test/stored_bytes.hpp"
#include "cmd/producer_perf_test/worker.hpp"
#include "common/client_config.hpp"
#include "common/io/memory.hpp"
#include "common/io/signals.hpp"
#include "common/perf/bounded_time.hpp"
#include "common/perf/broker_release.hpp"
#include "common/perf/client_metrics.hpp"
#include "common/perf/config_text.hpp"
#include "common/perf/lists.hpp"
#include "common/perf/result/result_outputs.hpp"
#include "common/perf/retry_counter.hpp"
#include "common/perf/run_together.hpp"
#include "common/perf/screen.hpp"
#include "common/perf/trouble_line.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

using Clock = std::chrono::steady_clock;
using Millis = std::chrono::milliseconds;

// No topic within this time: the broker is not there, or the topic cannot be made.
constexpr Millis connect_timeout{5000};
constexpr Millis metrics_patience{2000};

/// Kafka's tool wants key=value words, and neither side empty.
std::optional<UsageError> check_properties(const Options& options) {
  for (const std::string& word : options.values("command-property")) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == word.size())
      return UsageError{"Invalid property: " + word};
  }
  return std::nullopt;
}

Result<Config> producer_config(const Options& options, const Context& context) {
  auto config = client_config(options, context);
  if (!config) return config;
  if (!config->has("bootstrap.servers")) {
    return kpp::fail(ErrorCode::invalid_config_value,
                     "No broker is named: give --bootstrap-server, or bootstrap.servers in "
                     "--command-property or --command-config.");
  }
  if (!config->has("client.id")) {
    if (auto set = config->set("client.id", "perf-producer-client"); !set)
      return tl::unexpected(set.error());
  }
  return config;
}

/// Kafka's tool makes up an id where transactions are asked for by their duration alone.
std::string random_transactional_id() {
  Uuid id;
  std::random_device random;
  for (std::byte& each : id.bytes) each = static_cast<std::byte>(random());
  return "performance-producer-" + id.to_string();
}

Result<void> add_transactions(Settings& settings, Config& config) {
  if (settings.transactional_id || (settings.transactional && !config.has("transactional.id"))) {
    auto set = config.set("transactional.id",
                          settings.transactional_id.value_or(random_transactional_id()));
    if (!set) return set;
  }
  settings.transactional = config.has("transactional.id");
  return {};
}

Millis duration_of(const Config& config, std::string_view key, std::int64_t fallback) {
  const auto text = config.get(key);
  return bounded_ms(text ? std::strtoll(text->c_str(), nullptr, 10) : fallback);
}

/// Of several producers each has its own name, by which brokers tell them apart.
Config member_config(const Config& config, std::size_t number, std::size_t count) {
  Config own = config;
  if (count < 2) return own;
  for (const std::string_view key : {"client.id", "transactional.id"})
    if (const auto name = config.get(key))
      own.set_unchecked(key, *name + '-' + std::to_string(number + 1));
  return own;
}

std::optional<std::uint64_t> left_of(const std::optional<std::uint64_t>& limit,
                                     std::uint64_t stored) {
  if (!limit) return std::nullopt;
  return *limit - std::min(*limit, stored);
}

/// One run: connects, sends, waits for the acknowledgements, sums up.
class Run {
 public:
  Run(const Settings& settings, Context& context, ResultOutputs& outputs, PayloadSource payloads,
      std::uint64_t stored_bytes)
      : settings_(settings),
        context_(context),
        outputs_(outputs),
        screen_(context),
        payloads_(std::move(payloads)),
        failures_(
            [this](const Error& error) { screen_.note("Not delivered: " + error.message()); }),
        stored_bytes_(stored_bytes),
        budget_(left_of(settings.max_bytes, stored_bytes)),
        recorder_(start_,
                  {.warmup = settings.warmup,
                   .interval = settings.interval,
                   .producers = settings.producers,
                   .scheduled = settings.throughput > 0},
                  failures_, [this](const Window& window) { screen_.show(window_text(window)); }) {}

  int run(const Config& config) {
    max_block_ = duration_of(config, "max.block.ms", 60000);
    // librdkafka makes it up to a fifth shorter, at random.
    retry_backoff_ = duration_of(config, "retry.backoff.ms", 100) * 4 / 5;
    if (auto connected = connect(config); !connected) return context_.fail(connected.error());
    if (settings_.print_config || outputs_.wanted()) {
      const auto in_effect = members_.front()->sender->settings();
      if (!in_effect) return context_.fail(in_effect.error());
      config_ = *in_effect;
      if (settings_.print_config) screen_.show(config_text("Producer", config_));
    }

    // From here on there is something to sum up when a signal comes.
    StopOnSignal stop;
    screen_.stop_if_unread(stop);
    running_ = true;
    if (settings_.warmup > 0) screen_.show(warmup_line(settings_.warmup));
    const Millis patience = duration_of(config, "delivery.timeout.ms", 120000) + connect_timeout;
    Team team{settings_, screen_, stop, recorder_, failures_, budget_, max_block_, patience};
    const auto end = send_all(team);
    interrupted_ = stop.stopped();
    const bool in_doubt = had_trouble() || (outputs_.wanted() && may_have_retried());
    if (settings_.print_metrics || (in_doubt && !interrupted_)) wait_for_last(stop);
    for (const auto& member : members_) member->sender->close(Worker::slice);
    if (outputs_.wanted())
      environment_.kafka_release = broker_release(config, !interrupted_ && failures_.count() == 0);
    return sum_up(end, stop.status());
  }

 private:
  /// One producer and what is known of it.
  struct Member {
    explicit Member(const std::string& client_id) : metrics("producer", client_id) {}
    ClientMetrics metrics;
    RetryCounter retries;
    std::unique_ptr<Sender> sender;
    std::optional<Worker> worker;
  };

  Result<void> connect(const Config& config) {
    for (std::size_t number = 0; number < settings_.producers; ++number) {
      const Config own = member_config(config, number, settings_.producers);
      auto& member = *members_.emplace_back(std::make_unique<Member>(own.get_or("client.id", "")));
      auto sender = Sender::create(own, settings_, producer_options(member, number), max_block_);
      if (!sender) return tl::unexpected(sender.error());
      member.sender = *std::move(sender);
      for (const std::string& topic : settings_.topics)
        if (auto there = check_topic(topic, member.sender->partitions_for(topic, connect_timeout),
                                     settings_.partitions);
            !there)
          return there;
    }
    return {};
  }

  ProducerOptions producer_options(Member& member, std::size_t number) {
    ProducerOptions options;
    options.max_block = Worker::slice;
    options.on_delivery = [this, number](std::span<const Delivery> batch) {
      recorder_.on_deliveries(batch, Clock::now(), number);
    };
    options.measure_latency = false;  // the recorder does that itself
    options.on_error = [this](const Error& error) { warn(error); };
    options.on_statistics = [this, &member](std::string_view json) {
      member.retries.add(json);
      if (settings_.print_metrics) member.metrics.add(json);
    };
    return options;
  }

  /// Answers when the last producer was done.
  Clock::time_point send_all(Team& team) {
    const auto first_due = Clock::now();
    std::vector<std::function<void()>> workers;
    for (std::size_t number = 0; number < members_.size(); ++number) {
      Member& member = *members_[number];
      member.worker.emplace(team, *member.sender,
                            RecordSource(settings_, payloads_.for_producer(number), number), number,
                            first_due);
      workers.emplace_back([&worker = *member.worker] { worker.run(); });
    }
    return run_together(workers, team.stop, screen_, settings_.records,
                        [this] { return recorder_.live(Clock::now()); });
  }

  /// Whether something was so wrong that the summary should tell of it.
  [[nodiscard]] bool had_trouble() const {
    return errors_.count() > 0 || failures_.count() > 0 ||
           recorder_.stall().length >= retry_backoff_;
  }

  /// A record that was acknowledged sooner than this was not sent twice.
  [[nodiscard]] bool may_have_retried() const {
    return failures_.count() > 0 || recorder_.slowest() >= retry_backoff_;
  }

  /// The figures of the moment come with the next emission.
  void wait_for_last(const StopOnSignal& stop) const {
    std::vector<std::uint64_t> seen;
    for (const auto& member : members_) seen.push_back(member->retries.emissions());
    const auto deadline = Clock::now() + metrics_patience;
    for (std::size_t i = 0; i < seen.size(); ++i)
      while (members_[i]->retries.emissions() == seen[i] && Clock::now() < deadline &&
             stop.status() == 0)
        std::this_thread::sleep_for(Worker::slice / 10);
  }

  Report make_report(Clock::time_point end) {
    Report report;
    report.environment = environment_;
    recorder_.finish(report, end);
    report.interrupted = interrupted_;
    report.failures = failures_.list();
    report.errors = errors_.list();
    report.limit_reached = budget_.spent();
    report.config = config_;
    report.retries = retries();
    if (settings_.print_metrics) {
      for (std::size_t number = 0; number < members_.size(); ++number) {
        Member& member = *members_[number];
        const std::uint64_t failed = recorder_.failed(number) + member.worker->refused();
        member.metrics.set("record-error-total", static_cast<double>(failed));
        report.metrics.merge(member.metrics.metrics());
      }
    }
    return report;
  }

  /// Of all producers together. Not known if the clients' accounts do not cover the whole run.
  [[nodiscard]] std::optional<std::uint64_t> retries() const {
    if (!may_have_retried()) return 0;
    std::uint64_t sent = 0;
    for (const auto& member : members_) sent += member->retries.sent().value_or(0);
    const std::uint64_t once = recorder_.sent_once();
    if (sent < once) return std::nullopt;
    return sent - once;
  }

  int sum_up(Clock::time_point end, int signal_status) {
    running_ = false;
    const Report report = make_report(end);
    if (context_.format == OutputFormat::kafka) {
      context_.out.write(total_text(settings_, report));
      screen_.note_any(trouble_line(report.errors, report.retries, report.stall));
    }
    if (outputs_.wanted()) {
      if (auto written = outputs_.write(report_json(settings_, report)); !written)
        return context_.fail(written.error());
    }
    if (signal_status != 0) return signal_status;
    const std::uint64_t failed = failures_.count();
    const std::uint64_t delivered = report.whole.records();
    if (failed > 0) {
      return context_.fail(std::to_string(failed) + " of " + std::to_string(failed + delivered) +
                           " records were not delivered.");
    }
    for (const auto& member : members_)
      if (member->worker->trouble()) return context_.fail(*member->worker->trouble());
    if (report.limit_reached) {
      const std::string before =
          stored_bytes_ == 0 ? "" : ", " + std::to_string(stored_bytes_) + " of them there before";
      return context_.fail("Stopped at --max-bytes " + std::to_string(*settings_.max_bytes) +
                           before + ": " + std::to_string(delivered) + " of " +
                           std::to_string(settings_.records) + " records were sent.");
    }
    return exit_success;
  }

  /// What a client says on its own while the run goes on: a broker that is lost, and why.
  void warn(const Error& error) {
    if (!running_) return;
    errors_.add(error);
    {
      const std::lock_guard lock(warning_mutex_);
      if (error.message() == last_warning_) return;
      last_warning_ = error.message();
    }
    screen_.note("Warning: " + error.message());
  }

  const Settings& settings_;
  Context& context_;
  ResultOutputs& outputs_;
  Screen screen_;
  PayloadSource payloads_;
  Environment environment_ = this_environment();
  const Clock::time_point start_ = Clock::now();
  Millis max_block_{0};
  Millis retry_backoff_{0};  // no record is sent again sooner
  std::map<std::string, std::string> config_;
  std::atomic<bool> running_{false};
  bool interrupted_ = false;
  std::mutex warning_mutex_;
  std::string last_warning_;
  ErrorCounter failures_;
  ErrorCounter errors_;
  std::uint64_t stored_bytes_;
  ByteBudget budget_;
  Recorder recorder_;
  std::vector<std::unique_ptr<Member>> members_;  // last: their event threads use all of the above
};

/// What the topics hold already counts for --max-bytes, and may leave no room. The bytes, or why there is no run.
Result<std::uint64_t> look_for_room(const Settings& settings, const Config& config,
                                    const Context& context) {
  if (!settings.max_bytes) return 0;
  const auto stored = stored_bytes(config, settings.topics);
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->unknown.empty())
    context.note(
        "Warning: --max-bytes counts only what is sent now, because what the topics hold "
        "could not be asked: " +
        stored->unknown.front().message());
  if (stored->bytes < *settings.max_bytes) return stored->bytes;
  std::string names;
  for (const std::string& topic : stored->topics) names += (names.empty() ? "" : ", ") + topic;
  return kpp::fail(ErrorCode::invalid_argument,
                   "Nothing was sent: --max-bytes is " + std::to_string(*settings.max_bytes) +
                       ", and in " + names + " there are " + std::to_string(stored->bytes) +
                       " bytes already, which no retention.bytes limits.");
}

tl::expected<PayloadSource, std::string> make_payloads(const Settings& settings, Context& context) {
  if (settings.compressible)
    return PayloadSource::compressible(*settings.record_size, *settings.compressible);
  if (settings.record_size) return PayloadSource::random_letters(*settings.record_size);
  if (settings.monotonic) return PayloadSource::monotonic();
  auto payloads = read_payload_file(*settings.payload_file, settings.delimiter);
  if (!payloads) return tl::unexpected(payloads.error());
  if (context.format == OutputFormat::kafka) {
    print(context.out,
          "Reading payloads from: ", std::filesystem::absolute(*settings.payload_file).string(),
          "\nNumber of records read: ", std::to_string(payloads->size()), "\n");
    context.out.flush();
  }
  return PayloadSource::pick_from(*std::move(payloads));
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  keep_freed_memory();
  if (options.has("from-result")) return write_earlier_result(options, context);
  auto settings = read_settings(options);
  if (!settings) return context.usage(settings.error());
  if (auto error = check_properties(options)) return context.usage(*error);
  auto config = producer_config(options, context);
  if (!config) return context.fail(config.error());
  if (auto added = add_transactions(*settings, *config); !added) return context.fail(added.error());
  if (settings->print_metrics) ClientMetrics::enable(*config);
  RetryCounter::enable(*config);
  auto outputs = ResultOutputs::open(options, context);
  if (!outputs) return context.fail(outputs.error());
  auto payloads = make_payloads(*settings, context);
  if (!payloads) return context.fail(payloads.error());
  const auto stored = look_for_room(*settings, *config, context);
  if (!stored) return context.fail(stored.error());
  return Run(*settings, context, *outputs, *std::move(payloads), *stored).run(*config);
}

}  // namespace kpp::tools::producer_perf_test
