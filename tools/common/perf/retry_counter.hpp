#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

#include "kpp/config.hpp"

namespace kpp::tools {

/// How many records a producer has put into requests, by its client's own statistics. What is more than there were records
/// was sent again.
///
///     RetryCounter retries;
///     RetryCounter::enable(config);
///     options.on_statistics = [&](std::string_view json) { retries.add(json); };
///
/// Any thread.
class RetryCounter {
 public:
  /// Has the client emit statistics, unless the user has chosen an interval.
  static void enable(Config& config);

  /// Adds one emission.
  void add(std::string_view json);
  [[nodiscard]] std::uint64_t emissions() const;
  /// As of the last emission; nothing if there was none.
  [[nodiscard]] std::optional<std::uint64_t> sent() const;

 private:
  mutable std::mutex mutex_;
  std::uint64_t emissions_ = 0;
  std::optional<std::uint64_t> sent_;
};

}  // namespace kpp::tools
