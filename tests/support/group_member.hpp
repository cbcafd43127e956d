#pragma once
/// \file
/// Members of share groups and streams groups that read nothing: they only are there. For one broker, which coordinates all.

#include <memory>
#include <string>

#include "wire/cluster.hpp"

namespace kpp::test {

/// Joins on construction, leaves with `leave` or on destruction. What goes wrong is a std::runtime_error.
class GroupMember {
 public:
  enum class Kind { share, streams };

  GroupMember(Kind kind, const std::string& servers, std::string group, std::string topic);
  ~GroupMember();
  GroupMember(const GroupMember&) = delete;
  GroupMember& operator=(const GroupMember&) = delete;

  void leave();

 private:
  /// True once the member has an assignment.
  bool beat();
  bool beat_share(std::int32_t epoch);
  bool beat_streams(std::int32_t epoch);

  Kind kind_;
  std::unique_ptr<wire::Cluster> cluster_;
  std::string group_;
  std::string topic_;
  std::string member_id_;
  std::int32_t epoch_ = 0;
};

}  // namespace kpp::test
