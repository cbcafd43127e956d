#pragma once
/// \file
/// Calls that the controller answers, for many topics in one request.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "admin/broker_error.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"

namespace kpp::admin {

/// Asks about `attempts.pending()` until nothing is left: `make_request()`, then `take_answer(response)`, which settles
/// the items that it finds. The rest is asked of the controller again, wherever that is by then.
///
/// Where any broker passes the question on, whichever is connected is asked first. Otherwise the controller is looked for,
/// and what is found may have died some seconds ago: then, too, whichever is connected is asked in its place. A cluster of
/// ZooKeeper's days answers that with `not_controller`.
template <wire::Request R, class Value, class MakeRequest, class TakeAnswer>
void ask_controller(const Call& call, Attempts<Value>& attempts, MakeRequest make_request,
                    TakeAnswer take_answer, const wire::Fit<R>& fit = {}) {
  bool first = true;
  bool ask_another = false;
  while (attempts.next_round()) {
    if (std::exchange(first, false)) ask_another = any_broker_passes_on(call);
    const Result<std::int32_t> controller =
        std::exchange(ask_another, false) ? wire::any_node : find_controller(call);
    if (!controller) {
      attempts.unanswered(attempts.pending(), controller.error());
      continue;
    }
    const Result<typename R::Response> answer =
        ask_once<R>(call, *controller, make_request(), wire::always, fit);
    if (answer) {
      take_answer(*answer);
    } else {
      ask_another = *controller != wire::any_node && !call.cluster.config().of_controllers() &&
                    answer.error().code() == ErrorCode::connection_failed;
      attempts.unanswered(attempts.pending(), answer.error());
    }
    // If there is another round, the controller may be elsewhere.
    call.cluster.forget_controller();
  }
}

inline const std::string& name_of(const std::string& name) noexcept {
  return name;
}
inline std::string_view name_of(const std::optional<std::string>& name) noexcept {
  return name ? std::string_view(*name) : std::string_view();
}

/// Settles each pending topic by its entry (`name`, `error_code`, `error_message`) in the answer. A controller that is
/// none any more, or a quota that is used up just now (KIP-599), leaves it pending.
template <class Value, class Entry, class TopicOf, class ValueOf>
void settle_topics(Attempts<Value>& attempts, const std::vector<Entry>& entries, TopicOf topic_of,
                   ValueOf value_of) {
  std::map<std::string_view, const Entry*> by_name;
  for (const Entry& entry : entries) by_name.emplace(name_of(entry.name), &entry);
  for (const std::size_t i : attempts.pending()) {
    const std::string& topic = topic_of(i);
    const auto found = by_name.find(topic);
    if (found == by_name.end()) {
      attempts.settle(i, fail(missing_result("topic " + topic)));
      continue;
    }
    const Entry& entry = *found->second;
    const Error error = broker_error(entry.error_code, entry.error_message).with_topic(topic);
    if (entry.error_code == 0) {
      attempts.settle(i, value_of(entry));
    } else if (error.code() == ErrorCode::not_controller ||
               error.code() == ErrorCode::throttling_quota_exceeded) {
      attempts.again(i, error);
    } else {
      attempts.settle(i, fail(error));
    }
  }
}

}  // namespace kpp::admin
