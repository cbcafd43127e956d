#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client_config.hpp"
#include "cmd/console_consumer/arguments.hpp"
#include "cmd/console_consumer/command.hpp"
#include "cmd/console_consumer/own_group.hpp"
#include "cmd/console_consumer/places.hpp"
#include "cmd/console_consumer/printer.hpp"
#include "cmd/console_consumer/progress.hpp"
#include "cmd/console_consumer/range.hpp"
#include "cmd/console_consumer/tail.hpp"
#include "io/memory.hpp"
#include "io/signals.hpp"
#include "io/terminal.hpp"
#include "kpp/consumer.hpp"
#include "options/partition_list.hpp"
#include "record_io/format_help.hpp"

namespace kpp::tools::console_consumer {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds connect_patience{5000};
constexpr milliseconds close_patience{5000};
constexpr milliseconds lookup_patience{2000};
// For a reader that takes nothing, after a signal.
constexpr milliseconds write_patience{1000};
// How often a quiet consumer looks whether anybody still reads its output.
constexpr milliseconds idle_step{500};
constexpr milliseconds lag_step{2000};
constexpr milliseconds lag_patience{500};
constexpr std::size_t batch_size = 2000;

constexpr std::string_view unwritable_output = "Unable to write to standard out, closing consumer.";

using Found = Result<std::vector<PartitionInfo>>;

/// Why a partition that was asked for cannot be read: its topic is there, but has fewer. Empty if it may yet be.
std::string missing_partition(const Plan& plan, const Found& partitions) {
  if (!partitions || partitions->empty()) return {};
  const auto missing = std::ranges::find_if(plan.partitions, [&](std::int32_t partition) {
    return std::ranges::find(*partitions, partition, &PartitionInfo::partition) ==
           partitions->end();
  });
  if (missing == plan.partitions.end()) return {};
  return kpp::tools::missing_partition(plan.topic, *missing, partitions->size());
}

/// One run, from the first poll to the last.
class Run {
 public:
  Run(const Plan& plan, Consumer& consumer, const StopOnSignal& signals, Context& context)
      : plan_(plan),
        consumer_(consumer),
        signals_(signals),
        context_(context),
        printer_(plan, consumer, context) {}

  /// Before `consume`: what to read is this, and no more.
  void keep_to(Range range) {
    range_ = std::move(range);
    printer_.keep_to(*range_);
  }

  /// What a tail is made of.
  [[nodiscard]] Tail::Wanted chosen() {
    return [this](const MessageView& message) { return printer_.chooses(message); };
  }
  /// Before `consume`: what to print is found by this.
  Result<void> look_back(Tail tail) {
    tail_ = std::move(tail);
    return next_round();
  }

  /// The exit status, without regard to signals.
  int consume() {
    last_record_ = Clock::now();
    while (!finished()) {
      const auto batch = consumer_.poll(signals_.token(), patience(), room());
      if (!batch) {
        if (batch.error().code() == ErrorCode::cancelled) return exit_success;
        return context_.fail(batch.error());
      }
      if (!batch->empty()) {
        if (!tail_ && !printer_.print(*batch)) return failed_to_print();
        last_record_ = Clock::now();
        trouble_.clear();
      }
      if (const auto advanced = advance(*batch); !advanced) return context_.fail(advanced.error());
      if (progress_ && progress_->is_due()) show_progress();
      for (const PartitionError& problem : batch->errors())
        if (ends_run(problem)) return exit_failure;
      if (!batch->empty() || signals_.stopped()) continue;
      if (output_is_gone()) return say_unwritable();
      if (timed_out()) return after_timeout();
    }
    if (tail_ && !signals_.stopped() && !printer_.print(tail_->take())) return failed_to_print();
    return exit_success;
  }

  /// From now on how far it has come is shown there.
  void report_to(StatusLine& line) { progress_.emplace(line); }

  /// Of a topic that is not there. As Kafka's tool: it may yet be made.
  void wait_for_topic(const std::string& topic) {
    if (unknown_.insert(topic).second) note_unknown(topic);
  }

  void connected() { connected_ = true; }
  [[nodiscard]] bool is_connected() const noexcept { return connected_; }

  /// Trouble with a connection, said once until another comes.
  void note_trouble(const Error& error) {
    const std::string_view text =
        std::string_view(error.message()).substr(0, error.message().find(" (after "));
    if (!connected_ || text == trouble_) return;
    trouble_ = text;
    context_.note("Warning: " + trouble_);
  }

  [[nodiscard]] std::uint64_t count() const noexcept { return printer_.count(); }

 private:
  [[nodiscard]] bool finished() const {
    return signals_.stopped() || (range_ && range_->done()) || (tail_ && tail_->round_done()) ||
           printer_.has_enough();
  }

  /// Partitions that have been read to where they end are not fetched any more.
  Result<void> advance(const MessageBatch& batch) {
    std::vector<TopicPartition> read;
    if (range_) read = range_->advance(batch);
    if (tail_) read = tail_->advance(batch);
    if (!read.empty()) (void)consumer_.pause(read);
    return tail_ && tail_->round_done() ? next_round() : Result<void>();
  }

  Result<void> next_round() {
    const auto starts = tail_->next_round();
    if (starts.empty()) return {};
    if (auto assigned = consumer_.assign(starts); !assigned) return assigned;
    // Those that were paused in the round before still are.
    std::vector<TopicPartition> partitions;
    partitions.reserve(starts.size());
    for (const PartitionStart& start : starts) partitions.push_back({start.topic, start.partition});
    return consumer_.resume(partitions);
  }

  void show_progress() {
    ProgressFigures figures{.records = printer_.count(), .bytes = printer_.bytes()};
    if (range_) figures.share = range_->share();
    if (figures.share) {
      figures.lag = figures.share->total - figures.share->done;
    } else {
      look_up_lag();
      figures.lag = lag_;
    }
    progress_->show(figures);
  }

  /// Asks the brokers, but not so often that it would slow the reading down.
  void look_up_lag() {
    if (Clock::now() < next_lag_) return;
    next_lag_ = Clock::now() + lag_step;
    const auto lags = consumer_.lag(lag_patience);
    if (!lags || lags->empty()) return;
    lag_ = 0;
    for (const auto& [partition, lag] : *lags) *lag_ += lag;
  }

  /// How many records are asked for at once: not more than will be printed, as far as that can be known.
  [[nodiscard]] std::size_t room() const {
    if (!plan_.max_messages || !plan_.where.empty()) return batch_size;
    return static_cast<std::size_t>(
        std::min<std::uint64_t>(batch_size, *plan_.max_messages - printer_.count()));
  }

  [[nodiscard]] milliseconds patience() const {
    if (!plan_.timeout) return idle_step;
    const auto left = std::chrono::ceil<milliseconds>(last_record_ + *plan_.timeout - Clock::now());
    return std::clamp(left, milliseconds(0), idle_step);
  }

  [[nodiscard]] bool timed_out() const {
    return plan_.timeout && Clock::now() - last_record_ >= *plan_.timeout;
  }

  int after_timeout() {
    if (const auto reason = consumer_.last_transport_error()) return context_.fail(*reason);
    if (tail_) return context_.fail("No record came for so long, and not all have been read");
    if (!unknown_.empty() && plan_.pattern.empty() &&
        is_unknown_topic(consumer_.partitions_for(plan_.topic, lookup_patience)))
      return context_.fail(does_not_exist(plan_.topic));
    if (const std::string why = without_leader(); !why.empty()) return context_.fail(why);
    return exit_success;
  }

  /// Of the partitions that are read here, those that nobody can read now. Empty if there are none.
  [[nodiscard]] std::string without_leader() const {
    std::set<TopicPartition> read;
    for (TopicPartition& each : consumer_.assignment()) read.insert(std::move(each));
    std::set<std::string> topics;
    for (const TopicPartition& each : read) topics.insert(each.topic);
    std::string names;
    for (const std::string& topic : topics) {
      const auto partitions = consumer_.partitions_for(topic, lookup_patience);
      if (!partitions) continue;
      for (const PartitionInfo& info : *partitions) {
        const TopicPartition each{topic, info.partition};
        if (info.leader < 0 && read.contains(each))
          names += (names.empty() ? "" : ", ") + each.to_string();
      }
    }
    return names.empty() ? names : "Partitions without a leader were not read: " + names;
  }

  int failed_to_print() {
    if (printer_.unwritable()) return say_unwritable();
    return context_.fail(printer_.problem());
  }

  bool output_is_gone() const {
    pollfd output{context_.out.fd(), 0, 0};
    return ::poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLNVAL)) != 0;
  }

  /// Says it, and answers whether waiting is of no use.
  bool ends_run(const PartitionError& problem) {
    const std::string& topic = problem.partition.topic;
    if (problem.error.code() == ErrorCode::unknown_topic_or_partition) {
      if (!plan_.partitions.empty()) {
        const auto partitions = consumer_.partitions_for(plan_.topic, lookup_patience);
        if (const std::string why = missing_partition(plan_, partitions); !why.empty()) {
          context_.fail(why);
          return true;
        }
      }
      wait_for_topic(topic);
      return false;
    }
    if (problem.error.retriable()) {
      note_trouble(problem.error);
      return false;
    }
    context_.fail(problem.error);
    return true;
  }

  void note_unknown(const std::string& topic) {
    if (!plan_.pattern.empty()) {
      context_.note("Warning: no topic matches; waiting for one");
      return;
    }
    // Reading from a topic makes it, if client and broker allow that. A subscription of librdkafka's
    // does not ask for it; this question does.
    if (consumer_.partitions_for(topic, lookup_patience)) {
      context_.note("Warning: topic '" + topic + "' did not exist; the broker has made it");
      unknown_.erase(topic);
    } else {
      context_.note("Warning: topic '" + topic + "' does not exist; waiting for it");
    }
  }

  int say_unwritable() {
    context_.note(unwritable_output);
    const int error = context_.out.error();
    if (error == ECANCELED) context_.note("Its reader takes nothing.");
    if (error != 0 && error != EPIPE && error != ECANCELED) context_.note(std::strerror(error));
    return exit_failure;
  }

  const Plan& plan_;
  Consumer& consumer_;
  const StopOnSignal& signals_;
  Context& context_;
  Printer printer_;
  std::optional<Range> range_;
  std::optional<Tail> tail_;
  std::optional<Progress> progress_;
  std::optional<std::int64_t> lag_;
  Clock::time_point next_lag_;
  Clock::time_point last_record_;
  std::set<std::string> unknown_;
  std::string trouble_;
  bool connected_ = false;
};

Result<void> start(const Plan& plan, Consumer& consumer, Run& run) {
  if (plan.range) {
    auto range = Range::find(consumer, plan.topic, plan.partitions, *plan.range);
    if (!range) return tl::unexpected(range.error());
    auto assigned = consumer.assign(range->starts());
    run.keep_to(*std::move(range));
    return assigned;
  }
  if (plan.tail) {
    auto tail = Tail::find(consumer, plan.topic, plan.partitions, *plan.tail, run.chosen());
    if (!tail) return tl::unexpected(tail.error());
    return run.look_back(*std::move(tail));
  }
  if (!plan.partitions.empty()) {
    std::vector<PartitionStart> starts;
    for (const std::int32_t partition : plan.partitions)
      starts.push_back({plan.topic, partition, plan.start});
    return consumer.assign(starts);
  }
  const RebalanceHandler handler =
      plan.own_group ? start_without_commits(plan.config) : RebalanceHandler();
  if (!plan.pattern.empty()) return consumer.subscribe_pattern(plan.pattern, handler);
  return consumer.subscribe({plan.topic}, handler);
}

std::string total(std::uint64_t count) {
  return "Processed a total of " + std::to_string(count) + " messages";
}

/// Begins to read, and sees to it that a broker answers.
int connect(const Plan& plan, Consumer& consumer, Run& run, const StopOnSignal& signals,
            const Context& context) {
  // Until a broker has answered there is nothing to finish.
  const LeaveOnSignal leave(signals, [&context] { context.note(total(0)); });
  // A group is joined while the first answer is on its way. For one partition the client should know
  // its leader when it begins, or it will rest for half a second before it asks for the offset.
  const bool ask_first = !plan.partitions.empty() || plan.range || plan.tail;
  Result<void> started;
  if (!ask_first) started = start(plan, consumer, run);
  if (started) {
    if (auto connected = consumer.check_connection(connect_patience); !connected)
      return context.fail(connect_failure(plan.config, connected.error()));
    if (!plan.partitions.empty()) {
      const auto partitions = consumer.partitions_for(plan.topic, lookup_patience);
      if (const std::string why = missing_partition(plan, partitions); !why.empty())
        return context.fail(why);
      if (is_unknown_topic(partitions)) {
        if (plan.range || plan.tail) return context.fail(does_not_exist(plan.topic));
        run.wait_for_topic(plan.topic);
      }
    }
    if (ask_first) started = start(plan, consumer, run);
  }
  return started ? exit_success : context.fail(started.error());
}

ConsumerOptions consumer_options(const Plan& plan, Run*& run, const Context& context) {
  ConsumerOptions options;
  options.report_end_of_partition = plan.tail || (plan.range && plan.range->until);
  options.commit_mode = plan.commits ? CommitMode::marked : CommitMode::manual;
  options.on_error = [&run](const Error& error) {
    if (run != nullptr) run->note_trouble(error);
  };
  if (plan.config.has("debug")) {
    options.on_log = [&context](LogLevel, std::string_view facility, std::string_view text) {
      context.note(std::string(facility) + ": " + std::string(text));
    };
  }
  return options;
}

/// On a terminal the records themselves show how far it has come, and a tail is there at once.
bool shows_progress(const Plan& plan, const Options& options, const Context& context) {
  const bool logs_records = options.value_or("formatter", "").ends_with("LoggingMessageFormatter");
  return takes_escapes(context.err.fd()) && !is_terminal(context.out.fd()) && !plan.tail &&
         !logs_records;
}

}  // namespace

int run(const Options& options, Context& context) {
  keep_freed_memory();
  if (options.has("help-format")) {
    context.out.write(format_help());
    return exit_success;
  }
  const auto plan = make_plan(options, context);
  if (!plan) return plan.error();
  const StopOnSignal signals;
  context.out.give_up_on(signals.token(), write_patience);
  Run* current = nullptr;
  auto consumer = Consumer::create(plan->config, consumer_options(*plan, current, context));
  if (!consumer) return context.fail(consumer.error());
  Run run(*plan, *consumer, signals, context);
  current = &run;

  StatusLine line(context.err);
  if (shows_progress(*plan, options, context)) {
    context.status = &line;
    run.report_to(line);
  }
  int status = connect(*plan, *consumer, run, signals, context);
  if (status == exit_success) {
    run.connected();
    status = run.consume();
  }
  context.status = nullptr;
  line.clear();
  // Where no broker answered there is no group to leave.
  const ConsumerCloseReport report =
      consumer->close(run.is_connected() ? close_patience : milliseconds(0));
  if (signals.stopped()) status = signals.status();
  if (report.error && plan->commits && run.count() > 0) {
    context.note("What was printed could not be committed: " + report.error->message());
    status = exit_failure;
  }
  context.note(total(run.count()));
  if (plan->announce_shutdown) context.out.write("shutdown_complete\n");
  return status;
}

}  // namespace kpp::tools::console_consumer
