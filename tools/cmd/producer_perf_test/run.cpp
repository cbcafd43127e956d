#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include "cmd/producer_perf_test/command.hpp"
#include "cmd/producer_perf_test/payload.hpp"
#include "cmd/producer_perf_test/recorder.hpp"
#include "cmd/producer_perf_test/render.hpp"
#include "cmd/producer_perf_test/sender.hpp"
#include "common/client_config.hpp"
#include "common/io/memory.hpp"
#include "common/io/signals.hpp"
#include "common/perf/client_metrics.hpp"
#include "common/perf/result/result_outputs.hpp"
#include "common/perf/throttler.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

using Clock = std::chrono::steady_clock;
using Millis = std::chrono::milliseconds;

// No topic within this time: the broker is not there, or the topic cannot be made.
constexpr Millis connect_timeout{5000};
// How long an interrupted run waits for what is on its way already.
constexpr Millis interrupted_grace{1000};
// Whoever waits, for room in the queue or for acknowledgements, looks up so often to see whether
// the user wants to stop.
constexpr Millis slice{100};
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
  return Millis(text ? std::strtoll(text->c_str(), nullptr, 10) : fallback);
}

/// One run: sends, waits for the acknowledgements, sums up.
class Run {
 public:
  Run(const Settings& settings, Context& context, ResultOutputs& outputs, PayloadSource payloads)
      : settings_(settings),
        context_(context),
        outputs_(outputs),
        payloads_(std::move(payloads)),
        failures_([this](const Error& error) { note("Not delivered: " + error.message()); }),
        recorder_(start_, settings.warmup, settings.interval, failures_,
                  [this](const Window& window) { show(window); }),
        throttler_(settings.throughput, start_) {}

  int run(const Config& config) {
    ProducerOptions options;
    options.max_block = slice;
    options.on_delivery = [this](std::span<const Delivery> batch) {
      recorder_.on_deliveries(batch, Clock::now());
    };
    options.on_error = [this](const Error& error) { warn(error); };
    ClientMetrics metrics("producer", config.get_or("client.id", ""));
    if (settings_.print_metrics)
      options.on_statistics = [&metrics](std::string_view json) { metrics.add(json); };
    const Millis max_block = duration_of(config, "max.block.ms", 60000);
    const auto created = Sender::create(config, settings_, std::move(options), max_block);
    if (!created) return context_.fail(created.error());
    Sender& sender = **created;
    if (auto topic = sender.partitions_for(settings_.topic, connect_timeout); !topic)
      return context_.fail(topic.error());

    // From here on there is something to sum up when a signal comes.
    StopOnSignal stop;
    stop_ = &stop;
    running_ = true;
    if (settings_.warmup > 0) show(warmup_line(settings_.warmup));
    patience_ = duration_of(config, "delivery.timeout.ms", 120000) + connect_timeout;
    send_all(sender, max_block);
    // Interrupted, the acknowledgements of the moment are still waited for, but no transaction is committed.
    if (stop.stopped()) {
      sender.close(interrupted_grace);
    } else {
      finish(sender);
    }
    const auto end = Clock::now();
    interrupted_ = stop.stopped();
    if (settings_.print_metrics) wait_for_last(metrics);
    sender.close(slice);
    return sum_up(end, stop.status(), metrics);
  }

 private:
  void send_all(Sender& sender, Millis max_block) {
    for (std::uint64_t i = 0; i < settings_.records && !stop_->stopped(); ++i) {
      const std::string_view value = payloads_.next(i);
      if (auto ready = sender.before_record(); !ready) return give_up(ready.error());
      const auto now = Clock::now();
      const RecordView record{
          .topic = settings_.topic, .value = value, .tag = recorder_.tag_of(i, now)};
      auto sent = sender.send(record);
      while (!sent && sent.error().code() == ErrorCode::queue_full) [[unlikely]] {
          if (stop_->stopped()) return;
          if (Clock::now() - now >= max_block) break;
          sent = sender.send(record);
        }
      if (!sent && !go_on_after(sent.error())) return;
      if (sender.due(now) && !finish(sender)) return;
      throttler_.pace(i, now, stop_->token());
    }
  }

  /// A record was not accepted. One that is too large says nothing about the next; a queue that
  /// stays full, or a producer that is of no more use, ends the run.
  bool go_on_after(const Error& error) {
    failures_.add(error);
    if (error.code() != ErrorCode::queue_full && !error.fatal() && !error.requires_abort() &&
        error.code() != ErrorCode::closed)
      return true;
    note("Giving up: no further records are sent.");
    return false;
  }

  /// Waits for the acknowledgements, of which each record gets one within delivery.timeout.ms, and for the commit.
  bool finish(Sender& sender) {
    const auto all = Clock::now() + patience_;
    std::optional<Clock::time_point> grace;
    for (;;) {
      const auto done = sender.finish(slice);
      if (done) return true;
      const auto now = Clock::now();
      if (stop_->stopped() && !grace) grace = now + interrupted_grace;
      if (done.error().code() == ErrorCode::timed_out && now < (grace ? *grace : all)) continue;
      if (!grace) give_up(done.error());
      return false;
    }
  }

  void give_up(const Error& error) {
    if (trouble_) return;
    trouble_ = error;
    note("Giving up: " + error.to_string());
  }

  /// The figures of the moment come with the next emission.
  void wait_for_last(const ClientMetrics& metrics) const {
    const std::uint64_t seen = metrics.emissions();
    const auto deadline = Clock::now() + metrics_patience;
    while (metrics.emissions() == seen && Clock::now() < deadline && stop_->status() == 0)
      std::this_thread::sleep_for(slice / 10);
  }

  int sum_up(Clock::time_point end, int signal_status, ClientMetrics& metrics) {
    running_ = false;
    Report report;
    report.environment = environment_;
    recorder_.finish(report, end);
    report.interrupted = interrupted_;
    report.failures = failures_.list();
    std::uint64_t failed = 0;
    for (const Failure& failure : report.failures) failed += failure.records;
    if (settings_.print_metrics) {
      metrics.set("record-error-total", static_cast<double>(failed));
      report.metrics = metrics.metrics();
    }
    if (context_.format == OutputFormat::kafka) context_.out.write(total_text(report));
    if (outputs_.wanted()) {
      if (auto written = outputs_.write(report_json(settings_, report)); !written)
        return context_.fail(written.error());
    }
    if (signal_status != 0) return signal_status;
    if (failed == 0 && trouble_) return context_.fail(*trouble_);
    if (failed == 0) return exit_success;
    return context_.fail(std::to_string(failed) + " of " +
                         std::to_string(failed + report.whole.records()) +
                         " records were not delivered.");
  }

  void show(const Window& window) { show(window_text(window)); }

  /// A line for now. A reader that has gone away ends the run.
  void show(const std::string& text) {
    if (context_.format != OutputFormat::kafka) return;
    context_.out.write(text);
    if (!context_.out.flush()) stop_->request_stop();
  }

  /// What the client says on its own while the run goes on: a broker that is lost, and why.
  void warn(const Error& error) {
    if (!running_ || error.message() == last_warning_) return;
    last_warning_ = error.message();
    note("Warning: " + error.message());
  }

  void note(const std::string& line) {
    const std::lock_guard lock(note_mutex_);
    context_.note(line);
  }

  const Settings& settings_;
  Context& context_;
  ResultOutputs& outputs_;
  PayloadSource payloads_;
  const Environment environment_ = this_environment();
  const Clock::time_point start_ = Clock::now();
  StopOnSignal* stop_ = nullptr;
  std::atomic<bool> running_{false};
  bool interrupted_ = false;
  Millis patience_{0};
  std::optional<Error> trouble_;  // what ended the run, beside records that failed
  std::string last_warning_;      // event thread
  std::mutex note_mutex_;
  FailureCounter failures_;
  Recorder recorder_;
  Throttler throttler_;
};

tl::expected<PayloadSource, std::string> make_payloads(const Settings& settings, Context& context) {
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
  auto outputs = ResultOutputs::open(options, context);
  if (!outputs) return context.fail(outputs.error());
  auto payloads = make_payloads(*settings, context);
  if (!payloads) return context.fail(payloads.error());
  return Run(*settings, context, *outputs, *std::move(payloads)).run(*config);
}

}  // namespace kpp::tools::producer_perf_test
