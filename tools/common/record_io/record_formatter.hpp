#pragma once
// How the console consumer prints a record: one class per form, chosen once at the start.

#include "io/output.hpp"
#include "kpp/error.hpp"
#include "record_io/record_fields.hpp"

namespace kpp::tools {

class RecordFormatter {
 public:
  RecordFormatter() = default;
  RecordFormatter(const RecordFormatter&) = delete;
  RecordFormatter& operator=(const RecordFormatter&) = delete;
  virtual ~RecordFormatter() = default;

  /// Whether `write` looks at the headers; parsing them for nothing would cost every record.
  [[nodiscard]] virtual bool wants_headers() const noexcept = 0;
  /// Writes the whole record, or nothing and the reason why it cannot be shown. A failing
  /// descriptor is no failure here: `Output` remembers it.
  [[nodiscard]] virtual Result<void> write(const RecordFields& record, Output& out) = 0;
};

/// Prints nothing (NoOpMessageFormatter).
class NoOpFormatter final : public RecordFormatter {
 public:
  [[nodiscard]] bool wants_headers() const noexcept override { return false; }
  [[nodiscard]] Result<void> write(const RecordFields&, Output&) override { return {}; }
};

}  // namespace kpp::tools
