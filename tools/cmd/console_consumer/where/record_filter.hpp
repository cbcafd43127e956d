#pragma once

#include <optional>
#include <vector>

#include "cmd/console_consumer/where/condition.hpp"
#include "record_io/record_fields.hpp"

namespace kpp::tools::console_consumer {

/// Asks all conditions of a record; the value is read as JSON at most once, and only if one of them wants it.
class RecordFilter {
 public:
  explicit RecordFilter(std::vector<Condition> conditions);

  [[nodiscard]] bool empty() const noexcept { return conditions_.empty(); }
  [[nodiscard]] bool wants_headers() const noexcept { return wants_headers_; }
  [[nodiscard]] bool accepts(const RecordFields& record) const;

 private:
  std::vector<Condition> conditions_;
  bool wants_headers_ = false;
  bool wants_json_ = false;
};

}  // namespace kpp::tools::console_consumer
