#include "cmd/console_producer/feed.hpp"

#include <unistd.h>

#include <utility>

namespace kpp::tools::console_producer {

Feed::Feed(const Plan& plan, Inputs& inputs, Sender& sender, Console& console, Context& context,
           std::stop_token stop)
    : plan_(plan),
      inputs_(inputs),
      sender_(sender),
      console_(console),
      context_(context),
      stop_(std::move(stop)),
      throttler_(plan.rate, Throttler::Clock::now()),
      interactive_(::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1) {}

bool Feed::send_all() {
  for (;;) {
    prompt();
    bool goes_on = true;
    switch (inputs_.next()) {
      case Inputs::State::record:
        goes_on = send(inputs_.reader().record());
        break;
      case Inputs::State::bad:
        goes_on = leave_out(plan_.names.prefix(inputs_.file()) + inputs_.reader().problem());
        break;
      case Inputs::State::too_long:
        goes_on = refuse_too_long();
        break;
      case Inputs::State::end:
        return true;
      case Inputs::State::stopped:
        note_stop();
        return true;
      case Inputs::State::failed:
        console_.note(inputs_.problem());
        return false;
    }
    if (!goes_on) return false;
    if (throttler_.limited()) throttler_.pace(sender_.read() - 1, Throttler::Clock::now(), stop_);
  }
}

void Feed::prompt() {
  if (!interactive_ || !plan_.names.is_standard_input(inputs_.file())) return;
  context_.out.write(">");
  context_.out.flush();
}

bool Feed::send(const ParsedRecord& record) {
  if (plan_.topic.empty() && !record.topic)
    return leave_out(plan_.names.subject(inputs_.file(), inputs_.number()) +
                     ": there is no \"topic\", and no --topic says where the record goes");
  note_replaced();
  if (!sender_.send({.topic = plan_.topic.empty() ? *record.topic : plan_.topic,
                     .key = record.key,
                     .value = record.value,
                     .headers = record.headers,
                     .partition = record.partition,
                     .timestamp = record.timestamp,
                     .tag = inputs_.tag()}))
    return false;
  if (!plan_.sync) return true;
  sender_.drain();
  return console_.failures() == 0;
}

/// Most of it is gone, so it was not even parsed.
bool Feed::refuse_too_long() {
  const std::uint64_t size = inputs_.reader().size();
  if (plan_.reading.parser->letters_per_byte() == 1) {
    // Its size as a mere value tells enough.
    sender_.refuse({plan_.topic, std::nullopt, size, inputs_.tag(),
                    *too_large(plan_, serialized_size(std::nullopt, size, {}))});
  } else {
    sender_.refuse({plan_.topic, std::nullopt, std::nullopt, inputs_.tag(),
                    "it is written in " + std::to_string(size) +
                        " bytes, which makes it larger than " +
                        std::to_string(plan_.max_request_size) +
                        ", which is the value of the max.request.size configuration."});
  }
  return !plan_.sync;
}

/// What is no record. Answers whether the run goes on.
bool Feed::leave_out(std::string_view why) {
  console_.note(why);
  if (plan_.skip_bad_lines) sender_.skip();
  return plan_.skip_bad_lines;
}

void Feed::note_replaced() {
  if (said_replaced_ || plan_.reading.parser->replaced() == 0) return;
  said_replaced_ = true;
  console_.note("Warning: " + plan_.names.place(inputs_.tag()) +
                " is not UTF-8; such bytes are sent as U+FFFD, as Kafka's own tool does.");
}

/// After a signal: what was not sent, so that it can be sent later.
void Feed::note_stop() {
  const std::size_t file = inputs_.file();
  if (inputs_.unfinished() && !interactive_) {
    console_.note(plan_.names.subject(file, inputs_.number() + 1) +
                  " was not complete and is not sent.");
  }
  if (plan_.names.prefix(file).empty() && plan_.repeat == 1) return;
  std::string where = "Stopped after " + plan_.names.place(InputNames::tag(file, inputs_.number()));
  if (plan_.repeat > 1)
    where += ", pass " + std::to_string(inputs_.pass()) + " of " + std::to_string(plan_.repeat);
  console_.note(where + '.');
}

}  // namespace kpp::tools::console_producer
