#include "cmd/console_consumer/printer.hpp"

#include <vector>

namespace kpp::tools::console_consumer {

bool Printer::print(const MessageView& message) {
  RecordFields record;
  record.topic = message.topic();
  record.partition = message.partition();
  record.offset = message.offset();
  record.timestamp = message.timestamp();
  record.timestamp_type = message.timestamp_type();
  record.key = message.key();
  record.value = message.value();
  Result<std::vector<HeaderView>> headers;
  if (plan_.formatter->wants_headers()) {
    headers = message.headers();
    if (headers) record.headers = *headers;
  }
  const auto done = headers ? plan_.formatter->write(record, context_.out)
                            : Result<void>(tl::unexpected(headers.error()));
  if (done) return true;
  problem_ = "Error processing message " + message.topic_partition().to_string() + " at offset " +
             std::to_string(message.offset()) + ": " + done.error().message();
  if (!plan_.skip_bad_records) return false;
  context_.note(problem_ + "; it is skipped");
  problem_.clear();
  return true;
}

void Printer::mark(const MessageView* first, const MessageView* last) {
  if (!plan_.commits) return;
  for (const MessageView* message = first; message != last; ++message) {
    // Marking a record marks those before it; once a run of the same partition is enough.
    if (!wants(*message)) continue;
    const MessageView* next = message + 1;
    if (next != last && wants(*next) && next->partition() == message->partition() &&
        next->topic() == message->topic())
      continue;
    // A partition that was taken away meanwhile refuses the mark: its new owner reads these again.
    (void)consumer_.mark(*message);
  }
}

bool Printer::print(const MessageBatch& batch) {
  const MessageView* message = batch.begin();
  for (; message != batch.end(); ++message) {
    if (!wants(*message)) continue;
    ++count_;
    if (!print(*message) || unwritable()) break;
  }
  if (!context_.out.flush()) return false;
  mark(batch.begin(), message);
  return message == batch.end();
}

}  // namespace kpp::tools::console_consumer
