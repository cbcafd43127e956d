#pragma once
// The formatters of Kafka's tool for what its coordinators write: __consumer_offsets, __transaction_state and
// __share_group_state.

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "record_io/coordinator/schema.hpp"
#include "record_io/record_formatter.hpp"

namespace kpp::tools::coordinator {

/// Prints a record as one JSON object with nothing behind it, and no record of another type.
class Formatter final : public RecordFormatter {
 public:
  explicit Formatter(std::span<const RecordType> types) : types_(types) {}
  [[nodiscard]] bool wants_headers() const noexcept override { return false; }
  [[nodiscard]] Result<void> write(const RecordFields& record, Output& out) override;

 private:
  std::span<const RecordType> types_;
  std::string line_;
};

/// The formatter of a Java class: by the names of Kafka 4, by those of Kafka until 3.7, or without a package. Null for
/// any other name.
[[nodiscard]] std::unique_ptr<RecordFormatter> make_formatter(std::string_view class_name);

}  // namespace kpp::tools::coordinator
