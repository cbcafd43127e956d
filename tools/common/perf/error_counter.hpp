#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "kpp/error.hpp"

namespace kpp::tools {

/// Records that were not delivered for one reason, or errors of the client's of one kind.
struct ErrorCount {
  std::string code;  // "MSG_SIZE_TOO_LARGE"
  std::string message;
  std::uint64_t count = 0;
};

/// Of all kinds.
[[nodiscard]] std::uint64_t sum_of(const std::vector<ErrorCount>& errors) noexcept;

/// Errors by their kind. Any thread.
class ErrorCounter {
 public:
  /// `on_new` is called for the first of a kind.
  explicit ErrorCounter(std::function<void(const Error& error)> on_new = {})
      : on_new_(std::move(on_new)) {}
  void add(const Error& error);
  [[nodiscard]] std::vector<ErrorCount> list() const;
  /// Of all kinds.
  [[nodiscard]] std::uint64_t count() const;

 private:
  std::function<void(const Error& error)> on_new_;
  mutable std::mutex mutex_;
  std::vector<ErrorCount> errors_;
};

}  // namespace kpp::tools
