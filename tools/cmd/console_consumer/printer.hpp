#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cmd/console_consumer/arguments.hpp"
#include "cmd/console_consumer/range.hpp"
#include "cmd/console_consumer/tail.hpp"
#include "cmd/console_consumer/where/record_filter.hpp"
#include "common/command.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::console_consumer {

/// From batches to bytes. A record is marked as done, and so may be committed, only once its bytes
/// have been written.
class Printer {
 public:
  Printer(const Plan& plan, Consumer& consumer, Context& context)
      : plan_(plan),
        consumer_(consumer),
        context_(context),
        filter_(plan.where),
        value_(plan.value) {}

  /// From now on only what is in it is printed.
  void keep_to(const Range& range) noexcept { range_ = &range; }

  /// False if nothing more can be printed: see `problem` and `unwritable`.
  bool print(const MessageBatch& batch);
  /// The same for records of `Plan::topic` that have been taken out of their batches, and been chosen.
  bool print(const std::vector<KeptRecord>& records);

  /// Whether the conditions hold.
  [[nodiscard]] bool chooses(const MessageView& message);
  /// As many have been printed as were asked for.
  [[nodiscard]] bool has_enough() const noexcept {
    return plan_.max_messages && count_ >= *plan_.max_messages;
  }
  /// Records printed, and those that could not be shown.
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  /// Of the keys and values printed.
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
  /// Why a record could not be shown.
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  /// Standard output does not take any more.
  [[nodiscard]] bool unwritable() const { return context_.out.error() != 0; }

 private:
  [[nodiscard]] bool is_in_range(const MessageView& message) const noexcept {
    return range_ == nullptr || range_->has(message);
  }
  bool consider(const MessageView& message);
  bool print(RecordFields& record);
  bool cannot_show(const RecordFields& record, const Error& why);
  void mark(const MessageView* first, const MessageView* last);

  const Plan& plan_;
  Consumer& consumer_;
  Context& context_;
  RecordFilter filter_;
  ValueView value_;
  const Range* range_ = nullptr;
  std::uint64_t count_ = 0;
  std::uint64_t bytes_ = 0;
  std::string problem_;
};

}  // namespace kpp::tools::console_consumer
