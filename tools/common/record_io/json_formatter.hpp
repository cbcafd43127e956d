#pragma once

#include <string>

#include "record_io/record_formatter.hpp"

namespace kpp::tools {

/// One JSON object a line:
///
///     {"version":1,"topic":"t","partition":0,"offset":12,"timestamp":1713763500123,
///      "timestamp_type":"create_time","headers":[{"key":"h","value":"v"}],"key":null,"value":"x"}
///
/// - `timestamp_type` is "create_time", "log_append_time" or null; `timestamp` is then null, too.
/// - `headers` is there always, in order, with duplicates.
/// - A key or value that is absent is null, an empty one "".
/// - Bytes that are no UTF-8 are base64, and a member `key_encoding` or `value_encoding` with the
///   value "base64" follows.
class JsonFormatter final : public RecordFormatter {
 public:
  explicit JsonFormatter(bool coloured = false) : coloured_(coloured) {}
  [[nodiscard]] bool wants_headers() const noexcept override { return true; }
  [[nodiscard]] Result<void> write(const RecordFields& record, Output& out) override;

 private:
  bool coloured_;
  std::string line_;
  std::string coloured_line_;
};

}  // namespace kpp::tools
