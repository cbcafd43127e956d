#include "cmd/acls/operations.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <utility>

namespace kpp::tools::acls {
namespace {

using Name = std::pair<std::string_view, AclOperation>;
constexpr std::array names{
    Name{"Any", AclOperation::any},
    Name{"All", AclOperation::all},
    Name{"Read", AclOperation::read},
    Name{"Write", AclOperation::write},
    Name{"Create", AclOperation::create},
    Name{"Delete", AclOperation::remove},
    Name{"Alter", AclOperation::alter},
    Name{"Describe", AclOperation::describe},
    Name{"ClusterAction", AclOperation::cluster_action},
    Name{"DescribeConfigs", AclOperation::describe_configs},
    Name{"AlterConfigs", AclOperation::alter_configs},
    Name{"IdempotentWrite", AclOperation::idempotent_write},
    Name{"CreateTokens", AclOperation::create_tokens},
    Name{"DescribeTokens", AclOperation::describe_tokens},
    Name{"TwoPhaseCommit", AclOperation::two_phase_commit},
};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char left, unsigned char right) {
    return std::tolower(left) == std::tolower(right);
  });
}

}  // namespace

AclOperation parse_operation(std::string_view text) noexcept {
  for (const auto& [spelling, operation] : names)
    if (equal_ignoring_case(text, spelling) || equal_ignoring_case(text, name(operation)))
      return operation;
  return AclOperation::unknown;
}

const std::set<AclOperation>& supported_operations(AclResourceType type) {
  using enum AclOperation;
  static const std::map<AclResourceType, std::set<AclOperation>> by_type{
      {AclResourceType::topic,
       {all, read, write, create, describe, remove, alter, describe_configs, alter_configs}},
      {AclResourceType::group, {all, read, describe, remove, describe_configs, alter_configs}},
      {AclResourceType::cluster,
       {all, create, cluster_action, describe_configs, alter_configs, idempotent_write, alter,
        describe}},
      {AclResourceType::transactional_id, {all, describe, write, two_phase_commit}},
      {AclResourceType::delegation_token, {all, describe}},
      {AclResourceType::user, {all, create_tokens, describe_tokens}},
  };
  static const std::set<AclOperation> none{all};
  const auto found = by_type.find(type);
  return found == by_type.end() ? none : found->second;
}

}  // namespace kpp::tools::acls
