#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"
#include "wire/messages/delete_groups.hpp"

namespace kpp {

using admin::Batch;
using wire::DeleteGroupsRequest;

Result<ItemResults<std::string, void>> Admin::delete_groups(std::span<const std::string> group_ids,
                                                            const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<void> attempts(call, group_ids.size());

  const auto group_of = [&](std::size_t i) -> const std::string& { return group_ids[i]; };
  admin::ask_coordinators<DeleteGroupsRequest>(
      call, attempts, group_of,
      [&](const std::vector<std::size_t>& items) {
        DeleteGroupsRequest request;
        for (const std::size_t i : items) request.groups_names.push_back(group_ids[i]);
        return request;
      },
      [&](const Batch<DeleteGroupsRequest>& batch, const wire::DeleteGroupsResponse& answer) {
        std::map<std::string_view, std::int16_t> codes;
        for (const auto& result : answer.results) codes.emplace(result.group_id, result.error_code);
        for (const std::size_t i : batch.items) {
          const auto code = codes.find(group_ids[i]);
          if (code == codes.end()) {
            attempts.settle(i, fail(admin::missing_result("group " + group_ids[i])));
          } else if (code->second == 0) {
            attempts.settle(i, Result<void>());
          } else {
            settle_group_error(attempts, i, admin::broker_error(code->second));
          }
        }
      });
  return attempts.results<std::string>(group_ids);
}

}  // namespace kpp
