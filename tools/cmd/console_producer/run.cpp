#include <unistd.h>

#include <cstring>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "cmd/console_producer/arguments.hpp"
#include "cmd/console_producer/command.hpp"
#include "cmd/console_producer/console.hpp"
#include "cmd/console_producer/outlet.hpp"
#include "cmd/console_producer/sender.hpp"
#include "io/signals.hpp"
#include "record_io/line_source.hpp"

namespace kpp::tools::console_producer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds send_step{100};
constexpr milliseconds close_patience{1000};

Undelivered undelivered(const Delivery& delivery) {
  const auto size_of = [](std::optional<std::string_view> bytes) {
    return bytes ? std::optional<std::uint64_t>(bytes->size()) : std::nullopt;
  };
  return {delivery.topic, size_of(delivery.key), size_of(delivery.value), delivery.tag,
          delivery.error->message()};
}

ProducerOptions producer_options(const Plan& plan, Console& console) {
  ProducerOptions options;
  if (plan.config.has("debug")) {
    options.on_log = [&console](LogLevel, std::string_view facility, std::string_view text) {
      console.note(std::string(facility) + ": " + std::string(text));
    };
  }
  options.max_block = send_step;
  options.on_delivery = [&console](std::span<const Delivery> batch) {
    for (const Delivery& delivery : batch)
      if (delivery.error) console.not_delivered(undelivered(delivery));
  };
  options.on_error = [&console](const Error& error) { console.trouble(error); };
  return options;
}

/// One run from the first line to the last.
class Lines {
 public:
  Lines(const Plan& plan, LineSource& source, Sender& sender, Console& console, Context& context)
      : plan_(plan),
        parser_(*plan.parser),
        source_(source),
        sender_(sender),
        console_(console),
        context_(context),
        interactive_(::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1) {}

  /// False if the run ended early; what for has been said.
  bool send_all() {
    Line line{};
    for (;;) {
      prompt();
      switch (source_.next(line)) {
        case LineSource::State::line:
          ++number_;
          if (!send(line)) return false;
          break;
        case LineSource::State::end:
          return true;
        case LineSource::State::stopped:
          if (source_.unfinished() && !interactive_)
            console_.note("Line " + std::to_string(number_ + 1) +
                          " was not complete and is not sent.");
          return true;
        case LineSource::State::failed:
          console_.note(std::string("Cannot read standard input: ") +
                        std::strerror(source_.error()));
          return false;
      }
    }
  }

 private:
  void prompt() {
    if (!interactive_) return;
    context_.out.write(">");
    context_.out.flush();
  }

  bool send(const Line& line) {
    if (line.size > line.text.size()) {
      // Not parsed: most of it is gone. Its size as a mere value tells enough.
      sender_.refuse({plan_.topic, std::nullopt, line.size, number_,
                      *too_large(plan_, serialized_size(std::nullopt, line.size, {}))});
      return !plan_.sync;
    }
    const auto parsed = parser_.parse(line.text, number_);
    if (!parsed) return leave_out(parsed.error().message());
    if (plan_.topic.empty() && !parsed->topic)
      return leave_out("Line " + std::to_string(number_) +
                       ": there is no \"topic\", and no --topic says where the record goes");
    if (parser_.replaced() == 1 && !said_replaced_) {
      said_replaced_ = true;
      console_.note("Warning: line " + std::to_string(number_) +
                    " is not UTF-8; such bytes are sent as U+FFFD, as Kafka's own tool does.");
    }
    if (!sender_.send({.topic = plan_.topic.empty() ? *parsed->topic : plan_.topic,
                       .key = parsed->key,
                       .value = parsed->value,
                       .headers = parsed->headers,
                       .partition = parsed->partition,
                       .timestamp = parsed->timestamp,
                       .tag = number_}))
      return false;
    if (!plan_.sync) return true;
    sender_.drain();
    return console_.failures() == 0;
  }

  /// A line that is no record. Answers whether the run goes on.
  bool leave_out(std::string_view why) {
    console_.note(why);
    if (plan_.skip_bad_lines) sender_.skip();
    return plan_.skip_bad_lines;
  }

  const Plan& plan_;
  RecordParser& parser_;
  LineSource& source_;
  Sender& sender_;
  Console& console_;
  Context& context_;
  const bool interactive_;
  std::uint64_t number_ = 0;
  bool said_replaced_ = false;
};

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
  const auto plan = make_plan(options, context);
  if (!plan) return plan.error();
  const StopOnSignal signals;
  Console console(context);
  // Until a broker has answered nothing is read, so there is nothing to finish.
  std::optional<std::stop_callback<std::function<void()>>> leave;
  leave.emplace(signals.token(), [&signals] { ::_exit(signals.status()); });
  auto outlet = open_outlet(*plan, producer_options(*plan, console));
  if (!outlet) return context.fail(outlet.error());
  leave.reset();
  console.connected();

  // A longer line cannot become a record: parsing takes away separators and marks only.
  const std::size_t longest = static_cast<std::size_t>(plan->max_request_size) + 65536;
  LineSource source(STDIN_FILENO, longest, signals.token());
  Sender sender(*plan, **outlet, console, signals);
  Lines lines(*plan, source, sender, console, context);
  const bool complete = lines.send_all();
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
