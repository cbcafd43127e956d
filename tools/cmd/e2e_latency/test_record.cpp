#include "cmd/e2e_latency/test_record.hpp"

#include <algorithm>

namespace kpp::tools::e2e_latency {

TestRecord::TestRecord(const RecordShape& shape)
    : key_(shape.key_size, ' '), value_(shape.value_size, ' '), headers_(shape.headers) {
  for (Header& header : headers_) {
    header.key.resize(shape.header_key_size);
    if (shape.header_value_size) header.value.emplace(*shape.header_value_size, ' ');
  }
  header_views_.reserve(headers_.size());
}

void TestRecord::fill(std::string& text) {
  std::ranges::generate(text, [this] { return static_cast<char>('A' + random_() % 26); });
}

void TestRecord::renew() {
  fill(key_);
  fill(value_);
  header_views_.clear();
  for (Header& header : headers_) {
    fill(header.key);
    if (header.value) fill(*header.value);
    header_views_.push_back({header.key, header.value});
  }
}

Record TestRecord::made(const std::string& topic) const {
  return {.topic = topic, .key = key_, .value = value_, .headers = headers_};
}

std::optional<std::string> TestRecord::difference(const MessageView& message) const {
  if (message.value() != value_) return "value";
  if (message.key() != key_) return "key";
  const auto headers = message.headers();
  if (!headers || !std::ranges::equal(*headers, header_views_)) return "headers";
  return std::nullopt;
}

}  // namespace kpp::tools::e2e_latency
