#include "cmd/console_consumer/printer.hpp"

namespace kpp::tools::console_consumer {
namespace {

RecordFields fields_of(const MessageView& message) {
  RecordFields record;
  record.topic = message.topic();
  record.partition = message.partition();
  record.offset = message.offset();
  record.timestamp = message.timestamp();
  record.timestamp_type = message.timestamp_type();
  record.key = message.key();
  record.value = message.value();
  return record;
}

std::optional<std::string_view> view_of(const std::optional<Blob>& bytes) {
  return bytes ? std::optional(bytes->view()) : std::nullopt;
}

/// Without headers.
RecordFields fields_of(const KeptRecord& kept) {
  RecordFields record;
  record.topic = kept.record.topic;
  record.partition = kept.partition;
  record.offset = kept.offset;
  record.timestamp = kept.timestamp;
  record.timestamp_type = kept.timestamp_type;
  record.key = view_of(kept.record.key);
  record.value = view_of(kept.record.value);
  return record;
}

}  // namespace

bool Printer::cannot_show(const RecordFields& record, const Error& why) {
  const TopicPartition place{std::string(record.topic), record.partition};
  problem_ = "Error processing message " + place.to_string() + " at offset " +
             std::to_string(record.offset) + ": " + why.message();
  if (!plan_.skip_bad_records) return false;
  context_.note(problem_ + "; it is skipped");
  problem_.clear();
  return true;
}

/// One whose value has been decoded.
bool Printer::print(RecordFields& record) {
  bytes_ += (record.key ? record.key->size() : 0) + (record.value ? record.value->size() : 0);
  value_.lay_out(record);
  const auto done = plan_.formatter->write(record, context_.out);
  return done || cannot_show(record, done.error());
}

bool Printer::chooses(const MessageView& message) {
  if (filter_.empty()) return true;
  RecordFields record = fields_of(message);
  Result<std::vector<HeaderView>> headers;
  if (filter_.wants_headers()) {
    headers = message.headers();
    // What is wrong with it is said when it is printed.
    if (!headers) return true;
    record.headers = *headers;
  }
  return !value_.decode(record) || filter_.accepts(record);
}

/// Prints it if it is one of those that were asked for.
bool Printer::consider(const MessageView& message) {
  RecordFields record = fields_of(message);
  Result<std::vector<HeaderView>> headers;
  if (plan_.formatter->wants_headers() || filter_.wants_headers()) {
    headers = message.headers();
    if (!headers) {
      ++count_;
      return cannot_show(record, headers.error());
    }
    record.headers = *headers;
  }
  if (const auto done = value_.decode(record); !done) {
    ++count_;
    return cannot_show(record, done.error());
  }
  if (!filter_.accepts(record)) return true;
  ++count_;
  return print(record);
}

void Printer::mark(const MessageView* first, const MessageView* last) {
  if (!plan_.commits) return;
  for (const MessageView* message = first; message != last; ++message) {
    // Marking a record marks those before it; once a run of the same partition is enough.
    if (!is_in_range(*message)) continue;
    const MessageView* next = message + 1;
    if (next != last && is_in_range(*next) && next->partition() == message->partition() &&
        next->topic() == message->topic())
      continue;
    // A partition that was taken away meanwhile refuses the mark: its new owner reads these again.
    (void)consumer_.mark(*message);
  }
}

bool Printer::print(const MessageBatch& batch) {
  const MessageView* message = batch.begin();
  bool well = true;
  for (; message != batch.end() && !has_enough(); ++message) {
    if (!is_in_range(*message)) continue;
    well = consider(*message) && !unwritable();
    if (!well) break;
  }
  if (!context_.out.flush()) return false;
  mark(batch.begin(), message);
  return well;
}

bool Printer::print(const std::vector<KeptRecord>& records) {
  std::vector<HeaderView> headers;
  for (const KeptRecord& kept : records) {
    RecordFields record = fields_of(kept);
    headers.clear();
    for (const Header& header : kept.record.headers) headers.push_back({header.key, header.value});
    record.headers = headers;
    ++count_;
    const auto decoded = value_.decode(record);
    const bool shown = decoded ? print(record) : cannot_show(record, decoded.error());
    if (!shown || unwritable()) break;
  }
  return context_.out.flush() && problem_.empty();
}

}  // namespace kpp::tools::console_consumer
