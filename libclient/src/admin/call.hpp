#pragma once
/// \file
/// One call of `Admin`: the cluster it goes to and the time it has.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "kpp/error.hpp"
#include "wire/cluster.hpp"
#include "wire/exchange.hpp"

namespace kpp::admin {

struct Call {
  wire::Cluster& cluster;
  wire::CallContext context;

  /// For the timeout that some requests carry: the broker may take as long as we wait.
  [[nodiscard]] std::int32_t milliseconds_left() const {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(context.deadline - wire::Loop::Clock::now());
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(left.count(), 1, 2147483647));
  }
};

/// A request that answers for some of a call's items.
template <wire::Request R>
struct Batch {
  std::int32_t node = wire::any_node;
  R request;
  std::vector<std::size_t> items;
  wire::VersionRange versions = wire::always;  ///< Those that can carry it.
  wire::Fit<R> fit{};                          ///< Where versions differ in what they carry.
  std::size_t lane = 0;                        ///< See `wire::Job`.
};

/// Sends the batches at once, as many as the configuration allows, and hands over each answer as it comes.
template <wire::Request R>
void run(const Call& call, std::vector<Batch<R>> batches,
         const std::function<void(const Batch<R>&, Result<typename R::Response>)>& on_answer) {
  std::vector<wire::Job> jobs;
  jobs.reserve(batches.size());
  for (Batch<R>& batch : batches)
    jobs.push_back(
        {batch.node,
         wire::make_exchange(std::move(batch.request), batch.versions, std::move(batch.fit)),
         batch.lane});
  call.cluster.run(jobs, call.context, [&](std::size_t i) {
    wire::Exchange& exchange = *jobs[i].exchange;
    Result<typename R::Response> answer = wire::answer_of<R>(exchange);
    exchange.frame = {};
    if (!answer && batches[i].node != wire::any_node)
      answer = fail(answer.error().with_broker(batches[i].node));
    on_answer(batches[i], std::move(answer));
  });
}

/// One request, one attempt.
template <wire::Request R>
[[nodiscard]] Result<typename R::Response> ask_once(const Call& call, std::int32_t node, R request,
                                                    wire::VersionRange versions = wire::always,
                                                    wire::Fit<R> fit = {}) {
  Result<typename R::Response> result = fail(ErrorCode::closed);
  std::vector<Batch<R>> batches;
  batches.push_back({node, std::move(request), {}, versions, std::move(fit)});
  run<R>(call, std::move(batches),
         [&](const Batch<R>&, Result<typename R::Response> answer) { result = std::move(answer); });
  return result;
}

}  // namespace kpp::admin
