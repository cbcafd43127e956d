#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <thread>

#include "cmd/producer_perf_test/command.hpp"
#include "cmd/producer_perf_test/payload.hpp"
#include "cmd/producer_perf_test/recorder.hpp"
#include "cmd/producer_perf_test/render.hpp"
#include "common/client_config.hpp"
#include "common/io/signals.hpp"
#include "common/perf/client_metrics.hpp"
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

constexpr const char* no_transactions =
    "This tool cannot send in transactions yet: leave out --transactional-id, "
    "--transaction-duration-ms and the property transactional.id.";

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

Millis duration_of(const Config& config, std::string_view key, std::int64_t fallback) {
  const auto text = config.get(key);
  return Millis(text ? std::strtoll(text->c_str(), nullptr, 10) : fallback);
}

/// One run: sends, waits for the acknowledgements, sums up.
class Run {
 public:
  Run(const Settings& settings, Context& context, PayloadSource payloads)
      : settings_(settings),
        context_(context),
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
    auto producer = Producer::create(config, std::move(options));
    if (!producer) return context_.fail(producer.error());
    if (auto topic = producer->partitions_for(settings_.topic, connect_timeout); !topic)
      return context_.fail(topic.error());

    // From here on there is something to sum up when a signal comes.
    StopOnSignal stop;
    stop_ = &stop;
    running_ = true;
    if (settings_.warmup > 0) show(warmup_line(settings_.warmup));
    send_all(*producer, duration_of(config, "max.block.ms", 60000));
    drain(*producer, duration_of(config, "delivery.timeout.ms", 120000));
    const auto end = Clock::now();
    interrupted_ = stop.stopped();
    if (settings_.print_metrics) wait_for_last(metrics);
    producer->close(slice);
    return sum_up(end, stop.status(), metrics);
  }

 private:
  void send_all(Producer& producer, Millis max_block) {
    for (std::uint64_t i = 0; i < settings_.records && !stop_->stopped(); ++i) {
      const std::string_view value = payloads_.next(i);
      const auto now = Clock::now();
      const RecordView record{
          .topic = settings_.topic, .value = value, .tag = recorder_.tag_of(i, now)};
      auto sent = producer.send(record);
      while (!sent && sent.error().code() == ErrorCode::queue_full) [[unlikely]] {
          if (stop_->stopped()) return;
          if (Clock::now() - now >= max_block) break;
          sent = producer.send(record);
        }
      if (!sent && !go_on_after(sent.error())) return;
      throttler_.pace(i, now, stop_->token());
    }
  }

  /// A record was not accepted. One that is too large says nothing about the next; a queue that
  /// stays full, or a producer that is of no more use, ends the run.
  bool go_on_after(const Error& error) {
    failures_.add(error);
    if (error.code() != ErrorCode::queue_full && !error.fatal() &&
        error.code() != ErrorCode::closed)
      return true;
    note("Giving up: no further records are sent.");
    return false;
  }

  /// Waits for the acknowledgements; each record gets one within delivery.timeout.ms.
  void drain(Producer& producer, Millis delivery_timeout) {
    const auto all = Clock::now() + delivery_timeout + connect_timeout;
    std::optional<Clock::time_point> grace;
    while (producer.counters().outstanding() > 0) {
      const auto now = Clock::now();
      if (stop_->stopped() && !grace) grace = now + interrupted_grace;
      if (now >= (grace ? *grace : all)) return;
      // It fails when the slice is over, which is no news.
      static_cast<void>(producer.flush(slice));
    }
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
    recorder_.finish(report, end);
    report.interrupted = interrupted_;
    report.failures = failures_.list();
    std::uint64_t failed = 0;
    for (const Failure& failure : report.failures) failed += failure.records;
    if (settings_.print_metrics) {
      metrics.set("record-error-total", static_cast<double>(failed));
      report.metrics = metrics.metrics();
    }
    context_.out.write(context_.format == OutputFormat::json ? report_json(settings_, report)
                                                             : total_text(report));
    if (signal_status != 0) return signal_status;
    if (failed == 0) return exit_success;
    return context_.fail(std::to_string(failed) + " of " +
                         std::to_string(failed + report.whole.records()) +
                         " records were not delivered.");
  }

  void show(const Window& window) { show(window_text(window)); }

  /// A line for now. A reader that has gone away ends the run.
  void show(const std::string& text) {
    if (context_.format == OutputFormat::json) return;
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
  PayloadSource payloads_;
  const Clock::time_point start_ = Clock::now();
  StopOnSignal* stop_ = nullptr;
  std::atomic<bool> running_{false};
  bool interrupted_ = false;
  std::string last_warning_;  // event thread
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
  const auto settings = read_settings(options);
  if (!settings) return context.usage(settings.error());
  if (auto error = check_properties(options)) return context.usage(*error);
  if (settings->transactional) return context.fail(no_transactions);
  auto config = producer_config(options, context);
  if (!config) return context.fail(config.error());
  if (config->has("transactional.id")) return context.fail(no_transactions);
  if (settings->print_metrics) ClientMetrics::enable(*config);
  auto payloads = make_payloads(*settings, context);
  if (!payloads) return context.fail(payloads.error());
  return Run(*settings, context, *std::move(payloads)).run(*config);
}

}  // namespace kpp::tools::producer_perf_test
