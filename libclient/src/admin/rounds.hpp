#pragma once
/// \file
/// Keeps score of a call about many items: rounds of requests until each item is settled or the time is over.
///
///     Attempts<void> attempts(call, topics.size());
///     while (attempts.next_round()) {
///       ... ask about attempts.pending(), and for each item i that was answered:
///       attempts.settle(i, value_or_error);     // final
///       attempts.again(i, why);                 // the broker says: not now
///       attempts.unanswered(i, why);            // the request did not get through
///     }
///     return attempts.results(topics);

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "admin/call.hpp"
#include "kpp/admin.hpp"
#include "kpp/error.hpp"

namespace kpp::admin {

/// Which of a call's items each broker is asked about.
using ItemsByNode = std::map<std::int32_t, std::vector<std::size_t>>;

class Rounds {
 public:
  Rounds(const Call& call, std::size_t items) : call_(call), items_(items) {}

  /// False when every item is settled, or the call must end. Pauses before every round but the first.
  [[nodiscard]] bool next_round();
  /// The items of this round.
  [[nodiscard]] const std::vector<std::size_t>& pending() const noexcept { return pending_; }
  /// How many rounds there were.
  [[nodiscard]] int round() const noexcept { return round_; }

 protected:
  /// True if the item shall be tried again; false if `why` is its end.
  [[nodiscard]] bool may_try_again(std::size_t item, const Error& why);
  /// The same, for a request that found no answer.
  [[nodiscard]] bool may_ask_again(std::size_t item, const Error& why);
  void settled(std::size_t item) noexcept { items_[item].settled = true; }
  [[nodiscard]] bool any_settled() const noexcept;
  /// Why an item that is not settled never will be.
  [[nodiscard]] Error end_of(std::size_t item) const;

 private:
  struct Item {
    bool settled = false;
    int lost_connections = 0;
    int failed_connections = 0;
    std::optional<wire::Loop::Time> unavailable_since;
    std::optional<Error> last;
    std::string waited_for;  // the request that the deadline cut off
  };

  const Call& call_;
  std::vector<Item> items_;
  std::vector<std::size_t> pending_;
  int round_ = 0;
  std::optional<Error> end_;
};

template <class Value>
class Attempts : public Rounds {
 public:
  Attempts(const Call& call, std::size_t items) : Rounds(call, items), results_(items) {}

  void settle(std::size_t item, Result<Value> result) {
    results_[item].emplace(std::move(result));
    settled(item);
  }
  void settle(std::size_t item, const tl::unexpected<Error>& why) {
    results_[item].emplace(tl::unexpect, why.value());
    settled(item);
  }
  void again(std::size_t item, const Error& why) {
    if (!may_try_again(item, why)) settle(item, fail(why));
  }
  void unanswered(std::size_t item, const Error& why) {
    if (!may_ask_again(item, why)) settle(item, fail(why));
  }
  void unanswered(const std::vector<std::size_t>& items, const Error& why) {
    for (const std::size_t item : items) unanswered(item, why);
  }

  /// The result of every item; the call's own error if no item was settled.
  template <class Key, class Keys>
  [[nodiscard]] Result<ItemResults<Key, Value>> results(const Keys& keys) {
    if (!results_.empty() && !any_settled()) return fail(end_of(0));
    ItemResults<Key, Value> all;
    std::size_t i = 0;
    for (const auto& key : keys) {
      all.add(key, results_[i] ? *std::move(results_[i]) : Result<Value>(fail(end_of(i))));
      ++i;
    }
    return all;
  }
  /// Of a call about one item.
  [[nodiscard]] Result<Value> result() {
    if (results_.front()) return *std::move(results_.front());
    return fail(end_of(0));
  }

 private:
  std::vector<std::optional<Result<Value>>> results_;
};

/// Sends the batches of a round. Items of one that found no answer are asked about again; `take_answer(batch, answer)`
/// sees the answers.
template <wire::Request R, class Value, class TakeAnswer>
void run_settling(const Call& call, Attempts<Value>& attempts, std::vector<Batch<R>> batches,
                  TakeAnswer take_answer) {
  run<R>(call, std::move(batches),
         [&](const Batch<R>& batch, const Result<typename R::Response>& answer) {
           if (answer) {
             take_answer(batch, *answer);
           } else {
             attempts.unanswered(batch.items, answer.error());
           }
         });
}

}  // namespace kpp::admin
