#include <optional>
#include <string>
#include <string_view>

#include "cmd/console_producer/arguments.hpp"
#include "cmd/console_producer/batch_size.hpp"
#include "cmd/console_producer/command.hpp"
#include "cmd/console_producer/console.hpp"
#include "cmd/console_producer/feed.hpp"
#include "cmd/console_producer/inputs.hpp"
#include "cmd/console_producer/outlet.hpp"
#include "cmd/console_producer/sender.hpp"
#include "io/memory.hpp"
#include "io/signals.hpp"
#include "record_io/format_help.hpp"

namespace kpp::tools::console_producer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds send_step{100};
constexpr milliseconds close_patience{1000};

Undelivered undelivered(const Delivery& delivery, std::string_view reason) {
  const auto size_of = [](std::optional<std::string_view> bytes) {
    return bytes ? std::optional<std::uint64_t>(bytes->size()) : std::nullopt;
  };
  return {delivery.topic, size_of(delivery.key), size_of(delivery.value), delivery.tag, reason};
}

ProducerOptions producer_options(const Plan& plan, Console& console) {
  ProducerOptions options;
  if (plan.config.has("debug")) {
    options.on_log = [&console](LogLevel, std::string_view facility, std::string_view text) {
      console.note(std::string(facility) + ": " + std::string(text));
    };
  }
  options.max_block = send_step;
  options.on_failure = [&console](std::span<const Delivery> batch) {
    for (const Delivery& delivery : batch)
      console.not_delivered(undelivered(delivery, why(*delivery.error, delivery.partition)));
  };
  options.on_error = [&console](const Error& error) { console.trouble(error); };
  return options;
}

/// What was not delivered, in one line; nothing if all was.
std::string losses(const CloseReport& report, const Sender& sender) {
  const std::uint64_t lost = report.failed + report.purged + sender.refused();
  if (lost == 0) return {};
  const std::uint64_t read = sender.read();
  std::string text = std::to_string(lost) + " of " + std::to_string(read) +
                     (read == 1 ? " record was" : " records were") + " not delivered";
  if (report.last_error) text += ": " + report.last_error->message();
  return text;
}

/// Of a transaction, which leaves out all if anything went wrong.
std::string not_committed(const Sender& sender, const Result<void>& finished) {
  std::string text = "Nothing was written: the transaction of " + std::to_string(sender.read()) +
                     (sender.read() == 1 ? " record" : " records") + " was ";
  if (finished) return text + "aborted";
  return text + "not committed: " + finished.error().message();
}

}  // namespace

int run(const Options& options, Context& context) {
  if (options.has("help-format")) {
    context.out.write(format_help());
    return exit_success;
  }
  keep_freed_memory();
  auto plan = make_plan(options, context);
  if (!plan) return plan.error();
  const StopOnSignal signals;
  Console console(context, plan->names);
  // Until a broker has answered nothing is read, so there is nothing to finish.
  std::optional<LeaveOnSignal> leave(std::in_place, signals);
  choose_batch_size(*plan);
  auto outlet = open_outlet(*plan, producer_options(*plan, console));
  if (!outlet) return context.fail(outlet.error());
  leave.reset();
  console.connected();

  Inputs inputs(*plan, signals.token());
  Sender sender(*plan, **outlet, console, signals);
  const bool complete = Feed(*plan, inputs, sender, console, context, signals.token()).send_all();
  sender.drain();
  const bool all_went_well =
      complete && !signals.stopped() && sender.refused() == 0 && console.failures() == 0;
  const auto finished = (*outlet)->finish(all_went_well, milliseconds(plan->max_block_ms));
  const CloseReport report = (*outlet)->close(close_patience);

  if (!plan->transactional_id.empty() && (!all_went_well || !finished)) {
    const int failed =
        context.fail(not_committed(sender, all_went_well ? finished : Result<void>()));
    return signals.stopped() ? signals.status() : failed;
  }
  if (const std::string lost = losses(report, sender); !lost.empty()) return context.fail(lost);
  return complete ? signals.status() : exit_failure;
}

}  // namespace kpp::tools::console_producer
