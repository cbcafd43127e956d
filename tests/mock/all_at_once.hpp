#pragma once
// One trial for each of many inputs, all at the same time: they mostly wait.

#include <future>
#include <vector>

namespace kpp::test {

/// What `trial` returns for each input, in order. A failed `must` inside a trial comes out here.
template <class Input, class Trial>
auto all_at_once(const std::vector<Input>& inputs, const Trial& trial) {
  using Outcome = decltype(trial(inputs.front()));
  std::vector<std::future<Outcome>> under_way;
  under_way.reserve(inputs.size());
  for (const Input& input : inputs) {
    under_way.push_back(std::async(std::launch::async, [&trial, &input] { return trial(input); }));
  }
  std::vector<Outcome> outcomes;
  outcomes.reserve(inputs.size());
  for (auto& each : under_way) outcomes.push_back(each.get());
  return outcomes;
}

}  // namespace kpp::test
