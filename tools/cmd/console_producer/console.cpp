#include "cmd/console_producer/console.hpp"

namespace kpp::tools::console_producer {
namespace {

// A dead broker can fail a million records; what they share is clear after a few.
constexpr std::uint64_t most_said = 10;

std::string bytes(std::optional<std::uint64_t> size) {
  return size ? std::to_string(*size) + " bytes" : "null";
}

/// librdkafka's sentence without the part that changes from time to time.
std::string_view without_times(std::string_view text) {
  return text.substr(0, text.find(" (after "));
}

}  // namespace

std::string why(const Error& error, std::int32_t partition) {
  std::string text = error.message();
  if (partition >= 0 && text.ends_with("Unknown partition"))
    text += ' ' + std::to_string(partition);
  return text;
}

void Console::note(std::string_view line) {
  const std::lock_guard lock(mutex_);
  context_.note(line);
}

void Console::not_delivered(const Undelivered& record) {
  const std::lock_guard lock(mutex_);
  ++failures_;
  if (failures_ <= most_said) {
    context_.note("Error when sending message to topic " + std::string(record.topic) +
                  " with key: " + bytes(record.key_size) + ", value: " + bytes(record.value_size) +
                  " with error: " + std::string(record.reason) + " (" + names_.place(record.tag) +
                  ')');
  } else if (failures_ == most_said + 1) {
    context_.note("Further errors of this kind are only counted.");
  }
}

void Console::connected() {
  const std::lock_guard lock(mutex_);
  connected_ = true;
}

void Console::trouble(const Error& error) {
  const std::lock_guard lock(mutex_);
  const std::string_view text = without_times(error.message());
  if (!connected_ || text == last_trouble_) return;
  last_trouble_ = text;
  context_.note("Warning: " + last_trouble_);
}

std::uint64_t Console::failures() const {
  const std::lock_guard lock(mutex_);
  return failures_;
}

}  // namespace kpp::tools::console_producer
