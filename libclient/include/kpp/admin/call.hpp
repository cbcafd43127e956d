#pragma once
/// \file
/// What all calls of `Admin` share: what they accept and how they answer about many items.
///
///     const std::string topics[] = {"sensor-stream", "no-such-topic"};
///     auto deleted = admin.delete_topics(topics, {.timeout = std::chrono::seconds(5)});
///     if (!deleted) return complain(deleted.error());  // nothing was answered
///     if (const kpp::Error* first = deleted->first_error()) return complain(*first);
///
/// Threads: plain values.

#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/types.hpp"

namespace kpp {

/// The answers to a call about many items, in the order in which the items were given.
template <class Key, class Value>
class ItemResults {
 public:
  using Item = std::pair<Key, Result<Value>>;

  ItemResults() = default;
  explicit ItemResults(std::vector<Item> items) : items_(std::move(items)) {}

  void add(Key key, Result<Value> result) {
    items_.emplace_back(std::move(key), std::move(result));
  }

  [[nodiscard]] auto begin() const noexcept { return items_.begin(); }
  [[nodiscard]] auto end() const noexcept { return items_.end(); }
  [[nodiscard]] auto begin() noexcept { return items_.begin(); }
  [[nodiscard]] auto end() noexcept { return items_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] bool empty() const noexcept { return items_.empty(); }

  [[nodiscard]] bool all_ok() const noexcept { return first_error() == nullptr; }
  /// Null if nothing failed.
  [[nodiscard]] const Error* first_error() const noexcept {
    for (const auto& [key, result] : items_)
      if (!result) return &result.error();
    return nullptr;
  }
  /// The answer for this key, or null if it was not asked about. Linear: for a few look-ups.
  [[nodiscard]] const Result<Value>* find(const Key& key) const noexcept {
    for (const auto& [k, result] : items_)
      if (k == key) return &result;
    return nullptr;
  }

 private:
  std::vector<Item> items_;
};

/// What every call accepts.
struct CallOptions {
  /// For the whole call, retries included. Empty: the configuration's `default.api.timeout.ms`, else 30 s.
  std::optional<Timeout> timeout{};
  std::stop_token stop{};  ///< Ends the call early with `cancelled`.
};

struct AdminOptions {
  /// How long all bootstrap servers together may take before a call fails with the reason of each.
  /// One broker of a cluster gets as long, unless `socket.connection.setup.timeout.ms` says
  /// otherwise. A port that refuses connections is given up after one second.
  Timeout bootstrap_timeout{std::chrono::seconds(5)};
  /// At most so many requests of one call are under way at once.
  std::size_t max_concurrent_requests = 64;
};

}  // namespace kpp
