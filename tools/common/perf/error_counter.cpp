#include "perf/error_counter.hpp"

#include <algorithm>
#include <string_view>

namespace kpp::tools {

std::uint64_t sum_of(const std::vector<ErrorCount>& errors) noexcept {
  std::uint64_t sum = 0;
  for (const ErrorCount& error : errors) sum += error.count;
  return sum;
}

void ErrorCounter::add(const Error& error) {
  const std::lock_guard lock(mutex_);
  const std::string_view code = name(error.code());
  const auto known = std::ranges::find(errors_, code, &ErrorCount::code);
  if (known != errors_.end()) {
    ++known->count;
    return;
  }
  errors_.push_back({std::string(code), error.message(), 1});
  if (on_new_) on_new_(error);
}

std::vector<ErrorCount> ErrorCounter::list() const {
  const std::lock_guard lock(mutex_);
  return errors_;
}

std::uint64_t ErrorCounter::count() const {
  const std::lock_guard lock(mutex_);
  return sum_of(errors_);
}

}  // namespace kpp::tools
