#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/describe_groups.hpp"
#include "wire/messages/list_groups.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using admin::Call;
using wire::DescribeGroupsRequest;
using wire::ListGroupsRequest;

constexpr std::int16_t first_with_states = 4;  // KIP-518
constexpr std::int16_t first_with_types = 5;   // KIP-848

GroupListing listing_of(const wire::ListGroupsResponse::Group& group) {
  return {group.group_id, group.protocol_type,
          parse_group_state(group.group_state).value_or(GroupState::unknown),
          parse_group_type(group.group_type).value_or(GroupType::unknown)};
}

/// Groups are classic where the broker has no other type.
bool is_wanted(const GroupListing& group, const ListGroupsOptions& options) {
  const GroupType type = group.type == GroupType::unknown ? GroupType::classic : group.type;
  return (options.states.empty() ||
          std::ranges::find(options.states, group.state) != options.states.end()) &&
         (options.types.empty() || std::ranges::find(options.types, type) != options.types.end());
}

class GroupLister {
 public:
  GroupLister(const Call& call, const ListGroupsOptions& options,
              const std::vector<std::int32_t>& nodes)
      : call_(call), options_(options), nodes_(nodes), attempts_(call, nodes.size()) {}

  Result<ItemResults<std::int32_t, std::vector<GroupListing>>> run() {
    while (attempts_.next_round()) {
      std::vector<Batch<ListGroupsRequest>> batches;
      for (const std::size_t i : attempts_.pending())
        batches.push_back({nodes_[i], request(), {i}, wire::always, fit});
      admin::run<ListGroupsRequest>(
          call_, std::move(batches),
          [&](const auto& batch, const auto& answer) { take(batch, answer); });
      if (options_.include_states || !options_.states.empty()) add_missing_states();
      for (auto& [i, groups] : listed_) attempts_.settle(i, std::move(groups));
      listed_.clear();
    }
    return attempts_.results<std::int32_t>(nodes_);
  }

 private:
  ListGroupsRequest request() const {
    ListGroupsRequest request;
    for (const GroupState state : options_.states) request.states_filter.emplace_back(name(state));
    for (const GroupType type : options_.types) request.types_filter.emplace_back(name(type));
    return request;
  }
  static void fit(ListGroupsRequest& request, std::int16_t version) {
    if (version < first_with_states) request.states_filter.clear();
    if (version < first_with_types) request.types_filter.clear();
  }

  void take(const Batch<ListGroupsRequest>& batch, const Result<wire::ListGroupsResponse>& answer) {
    const std::size_t i = batch.items.front();
    if (!answer) {
      attempts_.unanswered(i, answer.error());
      return;
    }
    const Error error = admin::broker_error(answer->error_code).with_broker(nodes_[i]);
    if (admin::is_coordinator_elsewhere_or_loading(error.code())) {
      attempts_.again(i, error);
    } else if (answer->error_code != 0) {
      attempts_.settle(i, fail(error));
    } else {
      auto& groups = listed_[i];
      for (const auto& group : answer->groups) groups.push_back(listing_of(group));
    }
  }

  /// Brokers before 2.6 tell the state of a group only if it is described.
  void add_missing_states() {
    std::vector<Batch<DescribeGroupsRequest>> batches;
    for (const auto& [i, groups] : listed_) {
      DescribeGroupsRequest request;
      for (const GroupListing& group : groups)
        if (group.state == GroupState::unknown) request.groups.push_back(group.group_id);
      if (!request.groups.empty()) batches.push_back({nodes_[i], std::move(request), {i}});
    }
    admin::run<DescribeGroupsRequest>(
        call_, std::move(batches), [&](const auto& batch, const auto& answer) {
          const std::size_t i = batch.items.front();
          if (!answer) {
            listed_.erase(i);
            attempts_.unanswered(i, answer.error());
            return;
          }
          std::map<std::string_view, std::string_view> states;
          for (const auto& group : answer->groups)
            states.emplace(group.group_id, group.group_state);
          for (GroupListing& group : listed_[i])
            if (const auto state = states.find(group.group_id); state != states.end())
              group.state = parse_group_state(state->second).value_or(GroupState::unknown);
        });
  }

  const Call& call_;
  const ListGroupsOptions& options_;
  const std::vector<std::int32_t>& nodes_;
  Attempts<std::vector<GroupListing>> attempts_;
  std::map<std::size_t, std::vector<GroupListing>> listed_;  // of this round, by item
};

/// The brokers there are now: one that is not known would be left out in silence.
Result<std::vector<std::int32_t>> all_brokers(const Call& call) {
  Attempts<std::vector<std::int32_t>> attempts(call, 1);
  while (attempts.next_round()) {
    if (const Result<void> known = admin::refresh_brokers(call); !known) {
      attempts.unanswered(0, known.error());
      continue;
    }
    std::vector<std::int32_t> nodes;
    for (const wire::BrokerNode& node : call.cluster.brokers()) nodes.push_back(node.id);
    attempts.settle(0, std::move(nodes));
  }
  return attempts.result();
}

}  // namespace

Result<GroupListings> Admin::list_groups(const ListGroupsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  const Result<std::vector<std::int32_t>> nodes = all_brokers(call);
  if (!nodes) return fail(nodes.error());
  auto answers = GroupLister(call, options, *nodes).run();
  if (!answers) return fail(answers.error());

  GroupListings listings;
  std::set<std::string> seen;  // a group that moves may be listed by two brokers
  for (auto& [node, groups] : *answers) {
    if (!groups) {
      listings.errors.push_back(groups.error().with_broker(node));
      continue;
    }
    for (GroupListing& group : *groups)
      if (is_wanted(group, options) && seen.insert(group.group_id).second)
        listings.groups.push_back(std::move(group));
  }
  return listings;
}

}  // namespace kpp
