#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"
#include "wire/messages/leave_group.hpp"

namespace kpp {
namespace {

using wire::LeaveGroupRequest;
using wire::LeaveGroupResponse;
using Removed = ItemResults<std::string, void>;

// What Java's Admin tells as the reason of every removal.
constexpr const char* removed_by_admin = "member was removed by an admin";

const std::string& key_of(const MemberToRemove& member) {
  return member.instance_id ? *member.instance_id : member.member_id;
}

LeaveGroupRequest request_for(const std::string& group_id, std::span<const MemberToRemove> members,
                              const std::string& reason) {
  LeaveGroupRequest request;
  request.group_id = group_id;
  std::string told = removed_by_admin;
  if (!reason.empty()) told += ": " + reason;
  for (const MemberToRemove& member : members)
    request.members.push_back({member.member_id, member.instance_id, told});
  return request;
}

Removed results_of(std::span<const MemberToRemove> members, const LeaveGroupResponse& answer) {
  std::map<std::string_view, std::int16_t> codes;
  for (const auto& member : answer.members)
    codes.emplace(member.group_instance_id ? *member.group_instance_id : member.member_id,
                  member.error_code);
  Removed results;
  for (const MemberToRemove& member : members) {
    const auto code = codes.find(key_of(member));
    if (code == codes.end()) {
      results.add(key_of(member), fail(admin::missing_result("member " + key_of(member))));
    } else if (code->second != 0) {
      results.add(key_of(member), fail(admin::broker_error(code->second)));
    } else {
      results.add(key_of(member), {});
    }
  }
  return results;
}

}  // namespace

Result<Removed> Admin::remove_members(const std::string& group_id,
                                      std::optional<std::span<const MemberToRemove>> members,
                                      const RemoveMembersOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  std::vector<MemberToRemove> all;
  if (!members) {
    const auto described = describe_groups({&group_id, 1}, options);
    if (!described) return fail(described.error());
    if (const Error* error = described->first_error()) return fail(*error);
    for (const MemberDescription& member : (*described->begin()->second).members)
      all.push_back({member.instance_id, member.instance_id ? "" : member.member_id});
    members = all;
  }
  if (members->empty()) return Removed{};

  const admin::Call call = impl->call(options);
  admin::Attempts<Removed> attempts(call, 1);
  admin::ask_coordinators<LeaveGroupRequest>(
      call, attempts, [&](std::size_t) -> const std::string& { return group_id; },
      [&](const std::vector<std::size_t>&) {
        return request_for(group_id, *members, options.reason);
      },
      [&](const auto&, const LeaveGroupResponse& answer) {
        if (answer.error_code == 0) {
          attempts.settle(0, results_of(*members, answer));
        } else {
          settle_group_error(attempts, 0, admin::broker_error(answer.error_code));
        }
      });
  return attempts.result();
}

}  // namespace kpp
