#pragma once
/// \file
/// `Admin`: topics, groups and offsets of a Kafka cluster, over Kafka's own wire protocol.
///
///     auto config = kpp::Config::from_properties({{"bootstrap.servers", "localhost:9092"}});
///     if (!config) return complain(config.error());
///     auto admin = kpp::Admin::create(*config);
///     if (!admin) return complain(admin.error());
///
///     kpp::NewTopic topic{.name = "sensor-stream", .partitions = 2, .replication_factor = 1};
///     auto created = admin->create_topics({&topic, 1});
///     if (!created) return complain(created.error());  // the request never got through
///     for (const auto& [name, result] : *created)      // each topic has its own answer
///       if (!result) std::cerr << name << ": " << result.error().message() << '\n';
///
/// Every call takes many items and answers for each of them in `ItemResults`; the outer `Result` fails only where no answer
/// could be had at all. Calls block up to `CallOptions::timeout`, in which retriable errors are tried again with a growing,
/// jittered pause; a `std::stop_token` ends them early with `ErrorCode::cancelled`.
///
/// Threads: one `Admin` serves any number of threads at once. Moved-from and closed objects answer `closed`. Brokers: 2.5 to
/// 4.x; the newest version of each request that both sides know is used, per broker (KIP-35).

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/config.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

/// The answers to a call about many items, in the order in which the items were given.
template <class Key, class Value>
class ItemResults {
 public:
  using Item = std::pair<Key, Result<Value>>;

  ItemResults() = default;
  explicit ItemResults(std::vector<Item> items) : items_(std::move(items)) {}

  void add(Key key, Result<Value> result) {
    items_.emplace_back(std::move(key), std::move(result));
  }

  [[nodiscard]] auto begin() const noexcept { return items_.begin(); }
  [[nodiscard]] auto end() const noexcept { return items_.end(); }
  [[nodiscard]] auto begin() noexcept { return items_.begin(); }
  [[nodiscard]] auto end() noexcept { return items_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] bool empty() const noexcept { return items_.empty(); }

  [[nodiscard]] bool all_ok() const noexcept { return first_error() == nullptr; }
  /// Null if nothing failed.
  [[nodiscard]] const Error* first_error() const noexcept {
    for (const auto& [key, result] : items_)
      if (!result) return &result.error();
    return nullptr;
  }
  /// The answer for this key, or null if it was not asked about. Linear: for a few look-ups.
  [[nodiscard]] const Result<Value>* find(const Key& key) const noexcept {
    for (const auto& [k, result] : items_)
      if (k == key) return &result;
    return nullptr;
  }

 private:
  std::vector<Item> items_;
};

/// What every call accepts.
struct CallOptions {
  /// For the whole call, retries included. Empty: the configuration's `default.api.timeout.ms`, else 30 s.
  std::optional<Timeout> timeout{};
  std::stop_token stop{};  ///< Ends the call early with `cancelled`.
};

struct Node {
  std::int32_t id = -1;
  std::string host{};
  std::int32_t port = 0;
  std::optional<std::string> rack{};
  bool fenced = false;  ///< KIP-1073; only where fenced brokers were asked for.
  friend bool operator==(const Node&, const Node&) = default;
};

struct ClusterDescription {
  std::string cluster_id{};
  std::int32_t controller_id = -1;  ///< -1: none known just now.
  std::vector<Node> nodes{};        ///< By id.
};

struct TopicListing {
  std::string name{};
  Uuid topic_id;  ///< Zero for brokers before 2.8 (KIP-516).
  bool internal = false;
};

struct PartitionDescription {
  std::int32_t partition = 0;
  std::optional<std::int32_t> leader{};  ///< Empty: no leader.
  std::int32_t leader_epoch = -1;
  std::vector<std::int32_t> replicas{};  ///< The first is the preferred leader.
  std::vector<std::int32_t> isr{};
  std::vector<std::int32_t> offline_replicas{};
  /// KIP-966; no value where the broker does not report them.
  std::optional<std::vector<std::int32_t>> elr{};
  std::optional<std::vector<std::int32_t>> last_known_elr{};
};

struct TopicDescription {
  std::string name{};
  Uuid topic_id;
  bool internal = false;
  std::vector<PartitionDescription> partitions{};  ///< By partition number.
};

struct DescribeTopicsOptions : CallOptions {
  /// How many partitions a broker may put into one answer (KIP-966); the library asks on until it
  /// has all.
  std::int32_t partition_limit_per_response = 2000;
};

struct NewTopic {
  std::string name{};
  std::optional<std::int32_t> partitions{};  ///< Empty: the broker's `num.partitions` (KIP-464).
  /// Empty: the broker's `default.replication.factor`.
  std::optional<std::int16_t> replication_factor{};
  /// Replicas of each partition, instead of the two counts above.
  std::vector<std::vector<std::int32_t>> replica_assignment{};
  std::vector<std::pair<std::string, std::string>> configs{};
};

struct CreateTopicsOptions : CallOptions {
  bool validate_only = false;  ///< The broker checks and changes nothing.
};

struct CreatedTopic {
  Uuid topic_id;
  std::int32_t partitions = -1;  ///< -1: the broker did not say (before 2.4, or not authorized).
  std::int16_t replication_factor = -1;  ///< Likewise.
};

struct NewPartitions {
  std::string topic{};
  std::int32_t total_count = 0;  ///< How many partitions the topic is to have in the end.
  /// Replicas of each *added* partition; empty: the broker chooses.
  std::vector<std::vector<std::int32_t>> replica_assignment{};
};

struct CreatePartitionsOptions : CallOptions {
  bool validate_only = false;
};

enum class ConfigResourceType : std::int8_t {
  topic = 2,
  broker = 4,
  broker_logger = 8,
  client_metrics = 16,
  group = 32
};

struct ConfigResource {
  ConfigResourceType type = ConfigResourceType::topic;
  std::string name{};
  friend auto operator<=>(const ConfigResource&, const ConfigResource&) = default;
};

/// Where a config value comes from; the numbers are those of the protocol.
enum class ConfigSource : std::int8_t {
  unknown = 0,
  dynamic_topic = 1,
  dynamic_broker = 2,
  dynamic_default_broker = 3,
  static_broker = 4,
  default_value = 5,
  dynamic_broker_logger = 6,
  dynamic_client_metrics = 7,
  dynamic_group = 8,
};

struct ConfigSynonym {
  std::string name{};
  std::optional<std::string> value{};
  ConfigSource source = ConfigSource::unknown;
};

struct ConfigEntry {
  std::string name{};
  /// Empty: null, or a sensitive value that brokers do not tell.
  std::optional<std::string> value{};
  ConfigSource source = ConfigSource::unknown;
  bool read_only = false;
  bool sensitive = false;
  std::vector<ConfigSynonym> synonyms{};       ///< Only if asked for.
  std::int8_t type = 0;                        ///< Kafka's ConfigType number; 0 where not told.
  std::optional<std::string> documentation{};  ///< Only if asked for (KIP-569, brokers from 2.6).
};

struct DescribeConfigsOptions : CallOptions {
  bool include_synonyms = false;
  bool include_documentation = false;
};

/// A reassignment that is going on (KIP-455).
struct PartitionReassignment {
  std::vector<std::int32_t> replicas{};
  std::vector<std::int32_t> adding_replicas{};
  std::vector<std::int32_t> removing_replicas{};
};

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

struct GroupOffsetsQuery {
  std::string group_id{};
  /// Empty optional: every partition that has a committed offset.
  std::optional<std::vector<TopicPartition>> partitions{};
};

/// Committed offsets of one group, by topic and partition. A partition without a commit is not
/// there.
using CommittedOffsets = std::map<TopicPartition, OffsetAndMetadata>;

/// What `list_offsets` found; `offset` is -1 where no record matches the spec.
struct OffsetInfo {
  std::int64_t offset = -1;
  Timestamp timestamp = -1;
  std::optional<std::int32_t> leader_epoch{};
};

enum class IsolationLevel : std::int8_t { read_uncommitted = 0, read_committed = 1 };

struct ListOffsetsOptions : CallOptions {
  IsolationLevel isolation_level = IsolationLevel::read_uncommitted;
};

struct AdminOptions {
  /// How long all bootstrap servers together may take before a call fails with the reason of each.
  /// One broker of a cluster gets as long, unless `socket.connection.setup.timeout.ms` says
  /// otherwise. A port that refuses connections is given up after one second.
  Timeout bootstrap_timeout{std::chrono::seconds(5)};
  /// At most so many requests of one call are under way at once.
  std::size_t max_concurrent_requests = 64;
};

class KPP_API Admin {
 public:
  /// Reads `bootstrap.servers`, `client.id`, `request.timeout.ms`, `retry.backoff.ms`,
  /// `security.protocol` and the like. Does not connect yet. A setting that this build cannot
  /// honour is refused here, never ignored.
  [[nodiscard]] static Result<Admin> create(const Config& config, const AdminOptions& options = {});

  Admin(Admin&&) noexcept;
  Admin& operator=(Admin&&) noexcept;
  /// Ends calls that are under way with `closed`, and closes the connections.
  ~Admin();

  // Cluster

  /// Brokers, controller and cluster id. (DescribeCluster, KIP-700; Metadata before 2.8.)
  [[nodiscard]] Result<ClusterDescription> describe_cluster(const CallOptions& options = {});

  // Topics

  /// All topics, by name, internal ones included. Never creates any.
  [[nodiscard]] Result<std::vector<TopicListing>> list_topics(const CallOptions& options = {});

  /// (DescribeTopicPartitions, KIP-966; Metadata where the broker lacks it.) Never creates a topic.
  [[nodiscard]] Result<ItemResults<std::string, TopicDescription>> describe_topics(
      std::span<const std::string> topics, const DescribeTopicsOptions& options = {});
  [[nodiscard]] Result<ItemResults<Uuid, TopicDescription>> describe_topics_by_id(
      std::span<const Uuid> topic_ids, const DescribeTopicsOptions& options = {});

  [[nodiscard]] Result<ItemResults<std::string, CreatedTopic>> create_topics(
      std::span<const NewTopic> topics, const CreateTopicsOptions& options = {});
  [[nodiscard]] Result<ItemResults<std::string, void>> delete_topics(
      std::span<const std::string> topics, const CallOptions& options = {});
  [[nodiscard]] Result<ItemResults<std::string, void>> create_partitions(
      std::span<const NewPartitions> topics, const CreatePartitionsOptions& options = {});

  [[nodiscard]] Result<ItemResults<ConfigResource, std::vector<ConfigEntry>>> describe_configs(
      std::span<const ConfigResource> resources, const DescribeConfigsOptions& options = {});

  /// The reassignments under way among these partitions; all of the cluster's if none is given
  /// (KIP-455).
  [[nodiscard]] Result<std::map<TopicPartition, PartitionReassignment>>
  list_partition_reassignments(std::optional<std::span<const TopicPartition>> partitions = {},
                               const CallOptions& options = {});

  // Offsets

  [[nodiscard]] Result<ItemResults<TopicPartition, OffsetInfo>> list_offsets(
      std::span<const std::pair<TopicPartition, OffsetSpec>> queries,
      const ListOffsetsOptions& options = {});

  // Groups

  [[nodiscard]] Result<GroupListings> list_groups(const ListGroupsOptions& options = {});

  /// Groups of consumers, of either protocol (ConsumerGroupDescribe, KIP-848; else DescribeGroups).
  /// A group that does not exist is `group_id_not_found`, also where an old broker calls it dead.
  [[nodiscard]] Result<ItemResults<std::string, GroupDescription>> describe_groups(
      std::span<const std::string> group_ids, const CallOptions& options = {});

  /// Committed offsets of many groups, in one request per coordinator where the broker can
  /// (KIP-709).
  [[nodiscard]] Result<ItemResults<std::string, CommittedOffsets>> committed_offsets(
      std::span<const GroupOffsetsQuery> queries, const CallOptions& options = {});

  /// Commits for a group without active members, as no member of it.
  [[nodiscard]] Result<ItemResults<TopicPartition, void>> commit_offsets(
      const std::string& group_id,
      std::span<const std::pair<TopicPartition, OffsetAndMetadata>> offsets,
      const CallOptions& options = {});

  [[nodiscard]] Result<ItemResults<TopicPartition, void>> delete_offsets(
      const std::string& group_id, std::span<const TopicPartition> partitions,
      const CallOptions& options = {});
  [[nodiscard]] Result<ItemResults<std::string, void>> delete_groups(
      std::span<const std::string> group_ids, const CallOptions& options = {});

  /// Ends calls under way with `closed`. Idempotent; any thread.
  void close() noexcept;

 private:
  class KPP_LOCAL Impl;
  explicit Admin(std::shared_ptr<Impl> impl) noexcept;
  std::shared_ptr<Impl> impl_;
};

// Pure functions beside the client: no I/O, any thread.

struct PartitionLag {
  std::optional<std::int64_t> committed{};   ///< Empty: no commit.
  std::optional<std::int64_t> end_offset{};  ///< Empty: not known (no leader).
  /// end - committed; empty where one of them is. Negative, as Kafka's tools show it, where the commit lies beyond the
  /// end: the topic was made anew, or its log truncated.
  std::optional<std::int64_t> lag{};
};
[[nodiscard]] KPP_API PartitionLag compute_lag(const std::optional<OffsetAndMetadata>& committed,
                                               std::optional<std::int64_t> end_offset) noexcept;

/// Where `plan_offset_reset` moves a group's position to. (KIP-122)
struct OffsetResetTarget {
  enum class Kind : std::int8_t { earliest, latest, current, offset, shift_by, timestamp };
  Kind kind = Kind::earliest;
  /// The offset, the number to shift by, or the timestamp in ms; unused for the other kinds.
  std::int64_t value = 0;
};

/// What must be known of a partition to plan its reset.
struct ResetPartitionState {
  TopicPartition partition;
  std::int64_t begin_offset = 0;
  std::int64_t end_offset = 0;
  std::optional<std::int64_t> committed{};
  /// For Kind::timestamp: the first offset at or after the time, empty if there is none.
  std::optional<std::int64_t> offset_for_timestamp{};
};

struct PlannedOffset {
  TopicPartition partition;
  std::int64_t new_offset = 0;
  /// Why the offset is another than the one asked for.
  enum class Note : std::int8_t {
    none,
    raised_to_begin,
    lowered_to_end,
    no_commit_used_end,
    no_record_used_end
  };
  Note note = Note::none;
  std::int64_t requested = 0;  ///< Before it was brought into range.
};

/// The new position of each partition, in the order given. The one error: `shift_by` for a
/// partition without a commit
/// (`invalid_argument`, naming topic and partition).
[[nodiscard]] KPP_API Result<std::vector<PlannedOffset>> plan_offset_reset(
    const OffsetResetTarget& target, std::span<const ResetPartitionState> partitions);

}  // namespace kpp
