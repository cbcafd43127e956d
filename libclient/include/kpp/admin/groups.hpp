#pragma once
/// \file
/// Groups of every type (classic, KIP-848 consumer, share, streams): how they are listed and described.
///
///     auto listed = admin.list_groups();
///     if (!listed) return complain(listed.error());
///     for (const kpp::GroupListing& group : listed->groups) std::cout << group.group_id << ' ' << name(group.state) << '\n';
///     for (const kpp::Error& error : listed->errors) complain(error);  // brokers that did not answer
///
/// Threads: plain values; the functions have no state.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/admin/cluster.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

enum class GroupState : std::int8_t {
  unknown,
  preparing_rebalance,
  completing_rebalance,
  stable,
  dead,
  empty,
  assigning,    ///< KIP-848
  reconciling,  ///< KIP-848
  not_ready,    ///< streams groups (KIP-1071)
};
/// "Stable", "PreparingRebalance", ... as the broker writes it.
[[nodiscard]] KPP_API std::string_view name(GroupState state) noexcept;
/// Reads a state's name, whatever its case.
[[nodiscard]] KPP_API std::optional<GroupState> parse_group_state(std::string_view text) noexcept;

enum class GroupType : std::int8_t { unknown, classic, consumer, share, streams };
/// "Classic", "Consumer", ...
[[nodiscard]] KPP_API std::string_view name(GroupType type) noexcept;
[[nodiscard]] KPP_API std::optional<GroupType> parse_group_type(std::string_view text) noexcept;

struct GroupListing {
  std::string group_id{};
  std::string protocol_type{};  ///< "consumer"; empty for groups that only commit offsets.
  GroupState state =
      GroupState::unknown;  ///< `unknown` for brokers before 2.6 (KIP-518), unless asked for.
  GroupType type = GroupType::unknown;  ///< `unknown` for brokers before 3.8 (KIP-848).
};

struct ListGroupsOptions : CallOptions {
  std::vector<GroupState> states{};  ///< Empty: all. Filtered here where the broker cannot.
  std::vector<GroupType> types{};    ///< Empty: all.
  /// The caller wants every `state`: brokers before 2.6, which do not list it, are asked for it separately. A filter by
  /// state does so anyway.
  bool include_states = false;
};

/// The groups of the cluster, from all brokers at once; a broker that did not answer is an error
/// beside the rest.
struct GroupListings {
  std::vector<GroupListing> groups{};
  std::vector<Error> errors{};
};

struct MemberDescription {
  std::string member_id{};
  std::optional<std::string> instance_id{};  ///< Static membership (KIP-345).
  std::string client_id{};
  std::string host{};                        ///< As the broker reports it, e.g. "/127.0.0.1".
  std::vector<TopicPartition> assignment{};  ///< By topic and partition.
  // KIP-848 groups only:
  std::optional<std::int32_t> member_epoch{};
  std::optional<std::vector<TopicPartition>> target_assignment{};
  /// KIP-1099: false for a member that still speaks the classic protocol.
  std::optional<bool> upgraded{};
};

struct GroupDescription {
  std::string group_id{};
  GroupType type = GroupType::unknown;
  GroupState state = GroupState::unknown;
  std::string protocol_type{};  ///< "consumer" for groups of consumers
  std::string assignor{};       ///< "range", "uniform", ...; empty without members.
  Node coordinator;
  std::vector<MemberDescription> members{};
  // KIP-848 groups only:
  std::optional<std::int32_t> group_epoch{};
  std::optional<std::int32_t> target_assignment_epoch{};
};

/// A member that is to leave its group.
struct MemberToRemove {
  /// Of a static member (KIP-345).
  std::optional<std::string> instance_id{};
  /// Of a dynamic one; empty for a static one.
  std::string member_id{};
};

struct RemoveMembersOptions : CallOptions {
  /// Shown in the broker's log (KIP-800).
  std::string reason{};
};

struct ShareMemberDescription {
  std::string member_id{};
  std::string client_id{};
  std::string host{};
  std::int32_t member_epoch = 0;
  std::vector<std::string> subscribed_topics{};
  std::vector<TopicPartition> assignment{};  ///< By topic and partition.
};

/// A group whose members share partitions, a record at a time (KIP-932).
struct ShareGroupDescription {
  std::string group_id{};
  GroupState state = GroupState::unknown;
  std::string assignor{};
  Node coordinator;
  std::int32_t group_epoch = 0;
  std::int32_t target_assignment_epoch = 0;
  std::vector<ShareMemberDescription> members{};
};

/// Tasks of one subtopology.
struct StreamsTasks {
  std::string subtopology_id{};
  std::vector<std::int32_t> partitions{};
};

struct StreamsAssignment {
  std::vector<StreamsTasks> active{};
  std::vector<StreamsTasks> standby{};
  std::vector<StreamsTasks> warmup{};
};

/// Where a task is in its changelogs, or where those end.
struct StreamsTaskOffset {
  std::string subtopology_id{};
  std::int32_t partition = 0;
  std::int64_t offset = 0;
};

struct StreamsMemberDescription {
  std::string member_id{};
  std::optional<std::string> instance_id{};
  std::optional<std::string> rack{};
  std::string client_id{};
  std::string host{};
  std::string process_id{};
  std::int32_t member_epoch = 0;
  std::int32_t topology_epoch = 0;
  /// For interactive queries: "host:port".
  std::optional<std::string> user_endpoint{};
  std::vector<std::pair<std::string, std::string>> client_tags{};
  std::vector<StreamsTaskOffset> task_offsets{};
  std::vector<StreamsTaskOffset> task_end_offsets{};
  StreamsAssignment assignment;
  StreamsAssignment target_assignment;
  bool classic = false;  ///< Not yet of the new protocol.
};

/// A topic that a streams application keeps for itself.
struct StreamsInternalTopic {
  std::string name{};
  std::int32_t partitions = 0;          ///< 0: as many as it takes.
  std::int16_t replication_factor = 0;  ///< 0: the broker's default.
  std::vector<std::pair<std::string, std::string>> configs{};
};

struct StreamsSubtopology {
  std::string id{};
  std::vector<std::string> source_topics{};
  std::vector<std::string> repartition_sink_topics{};
  std::vector<StreamsInternalTopic> state_changelog_topics{};
  std::vector<StreamsInternalTopic> repartition_source_topics{};
};

/// A Kafka Streams application as a group (KIP-1071).
struct StreamsGroupDescription {
  std::string group_id{};
  GroupState state = GroupState::unknown;
  Node coordinator;
  std::int32_t group_epoch = 0;
  std::int32_t target_assignment_epoch = 0;
  std::optional<std::int32_t> topology_epoch{};  ///< Empty: no topology yet.
  std::vector<StreamsSubtopology> subtopologies{};
  std::vector<StreamsMemberDescription> members{};
};

}  // namespace kpp
