#include "client/handle.hpp"

#include <array>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "client/rd_config.hpp"
#include "client/rd_error.hpp"

namespace kpp::client {
namespace {

/// "`linger.ms`" for "`queue.buffering.max.ms`": the settings by the names that the user knows.
std::string by_our_names(std::string_view text) {
  std::string renamed;
  for (bool inside = false;; inside = !inside) {
    const std::string_view part = text.substr(0, text.find('`'));
    renamed += inside ? config_key(part) : part;
    if (part.size() == text.size()) return renamed;
    renamed += '`';
    text.remove_prefix(part.size() + 1);
  }
}

}  // namespace

Result<std::shared_ptr<ClientHandle>> ClientHandle::create(rd_kafka_type_t type, ConfPtr conf) {
  std::array<char, 512> text{};
  rd_kafka_t* rk = rd_kafka_new(type, conf.get(), text.data(), text.size());
  if (rk == nullptr) return fail(ErrorCode::invalid_config_value, by_our_names(text.data()));
  conf.release();  // NOLINT(bugprone-unused-return-value): the client owns it now
  return std::shared_ptr<ClientHandle>(new ClientHandle(rk));
}

ClientHandle::~ClientHandle() {
  destroy_within(rk_, flags_, std::move(owned_), bound_);
}

void destroy_within(rd_kafka_t* rk, int flags, std::shared_ptr<void> owned,
                    std::chrono::milliseconds bound) {
  struct Progress {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
  };
  const auto progress = std::make_shared<Progress>();
  try {
    // Copied, not moved: where no thread can be had, `owned` must still outlive the destruction below.
    // NOLINTNEXTLINE(performance-unnecessary-value-param)
    std::thread([rk, flags, progress, owned] {
      rd_kafka_destroy_flags(rk, flags);
      const std::lock_guard lock(progress->mutex);
      progress->done = true;
      progress->changed.notify_all();
    }).detach();
  } catch (const std::system_error&) {  // no thread to be had
    rd_kafka_destroy_flags(rk, flags);
    return;
  }
  std::unique_lock lock(progress->mutex);
  progress->changed.wait_for(lock, bound, [&] { return progress->done; });
}

}  // namespace kpp::client
