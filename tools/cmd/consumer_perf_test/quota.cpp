#include "cmd/consumer_perf_test/quota.hpp"

#include <algorithm>

namespace kpp::tools::consumer_perf_test {

std::size_t Quota::part(std::size_t most) const noexcept {
  if (consumers_ == 1) return static_cast<std::size_t>(std::min<std::uint64_t>(left_, most));
  // Something must be left for the others.
  const std::uint64_t fair = std::max<std::uint64_t>(left_ / (2 * consumers_), 1);
  return static_cast<std::size_t>(std::min({left_, fair, std::uint64_t{most}}));
}

std::size_t Quota::take(std::size_t most, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const std::uint64_t ticket = ++last_ticket_;
  waiting_.push_back(ticket);
  const bool served = changed_.wait_for(lock, patience, [&] {
    return (left_ > 0 && waiting_.front() == ticket) || (left_ == 0 && taken_ == 0);
  });
  std::erase(waiting_, ticket);
  if (!waiting_.empty()) changed_.notify_all();
  if (!served) return 0;
  const std::size_t mine = part(most);
  left_ -= mine;
  taken_ += mine;
  return mine;
}

void Quota::settle(std::size_t taken, std::size_t read) {
  const std::lock_guard lock(mutex_);
  left_ += taken - read;
  taken_ -= taken;
  changed_.notify_all();
}

bool Quota::done() const {
  const std::lock_guard lock(mutex_);
  return left_ == 0 && taken_ == 0;
}

}  // namespace kpp::tools::consumer_perf_test
