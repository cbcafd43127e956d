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

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin/acls.hpp"
#include "kpp/admin/call.hpp"
#include "kpp/admin/cluster.hpp"
#include "kpp/admin/configs.hpp"
#include "kpp/admin/elections.hpp"
#include "kpp/admin/features.hpp"
#include "kpp/admin/groups.hpp"
#include "kpp/admin/log_dirs.hpp"
#include "kpp/admin/offset_reset.hpp"
#include "kpp/admin/offsets.hpp"
#include "kpp/admin/quorum.hpp"
#include "kpp/admin/quotas.hpp"
#include "kpp/admin/reassignments.hpp"
#include "kpp/admin/scram.hpp"
#include "kpp/admin/tokens.hpp"
#include "kpp/admin/topics.hpp"
#include "kpp/admin/transactions.hpp"
#include "kpp/config.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

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

  /// Brokers, controller and cluster id. (DescribeCluster, KIP-700; Metadata before 2.8.) With `bootstrap.controllers`
  /// the controllers and which of them is active (KIP-919).
  [[nodiscard]] Result<ClusterDescription> describe_cluster(
      const DescribeClusterOptions& options = {});

  /// The requests that each of these brokers has, by number (KIP-35).
  [[nodiscard]] Result<ItemResults<std::int32_t, std::vector<ApiVersionRange>>> api_versions(
      std::span<const std::int32_t> brokers, const CallOptions& options = {});

  /// The cluster forgets a broker that is gone for good (KIP-631). Needs KRaft.
  [[nodiscard]] Result<void> unregister_broker(std::int32_t broker,
                                               const CallOptions& options = {});

  /// The metadata log's leader, voters and observers (KIP-595, KIP-836). Needs KRaft.
  [[nodiscard]] Result<QuorumInfo> describe_metadata_quorum(const CallOptions& options = {});
  /// A controller joins the voters, or leaves them (KIP-853). `directory_id` is that of its metadata folder. Needs
  /// `kraft.version` 1, brokers from 3.9.
  [[nodiscard]] Result<void> add_raft_voter(std::int32_t voter_id, const Uuid& directory_id,
                                            std::span<const RaftVoterEndpoint> endpoints,
                                            const RaftVoterOptions& options = {});
  [[nodiscard]] Result<void> remove_raft_voter(std::int32_t voter_id, const Uuid& directory_id,
                                               const RaftVoterOptions& options = {});

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

  /// The reassignments under way among these partitions; all of the cluster's if none is given
  /// (KIP-455).
  [[nodiscard]] Result<std::map<TopicPartition, PartitionReassignment>>
  list_partition_reassignments(std::optional<std::span<const TopicPartition>> partitions = {},
                               const CallOptions& options = {});

  /// Begins to move partitions to the given brokers, the preferred leader first; without brokers it cancels the move
  /// that is under way (KIP-455). Answers once the moves have begun, not when they are done.
  [[nodiscard]] Result<ItemResults<TopicPartition, void>> alter_partition_reassignments(
      std::span<const std::pair<TopicPartition, std::optional<std::vector<std::int32_t>>>> moves,
      const AlterReassignmentsOptions& options = {});

  /// Elects leaders of these partitions; of all where none are given (KIP-183, KIP-460). A partition that has the right
  /// leader already is `election_not_needed`; asked about all, only those that were elected or could not be are there.
  [[nodiscard]] Result<ItemResults<TopicPartition, void>> elect_leaders(
      ElectionType type, std::optional<std::span<const TopicPartition>> partitions = {},
      const CallOptions& options = {});

  // Log directories

  /// The log directories of each of these brokers and the replicas in them (KIP-113).
  [[nodiscard]] Result<ItemResults<std::int32_t, std::vector<LogDirDescription>>> describe_log_dirs(
      std::span<const std::int32_t> brokers, const CallOptions& options = {});
  /// In which directory each of these replicas is, and to which it is being moved.
  [[nodiscard]] Result<ItemResults<TopicPartitionReplica, ReplicaLogDir>> describe_replica_log_dirs(
      std::span<const TopicPartitionReplica> replicas, const CallOptions& options = {});
  /// Begins to move replicas to other directories of their brokers (KIP-113). A directory is given by its absolute path.
  [[nodiscard]] Result<ItemResults<TopicPartitionReplica, void>> alter_replica_log_dirs(
      std::span<const std::pair<TopicPartitionReplica, std::string>> moves,
      const CallOptions& options = {});

  // Settings

  [[nodiscard]] Result<ItemResults<ConfigResource, std::vector<ConfigEntry>>> describe_configs(
      std::span<const ConfigResource> resources, const DescribeConfigsOptions& options = {});

  /// Changes single settings and leaves the others as they are (IncrementalAlterConfigs, KIP-339).
  [[nodiscard]] Result<ItemResults<ConfigResource, void>> alter_configs(
      std::span<const ConfigAlteration> alterations, const AlterConfigsOptions& options = {});

  /// What has settings of its own, by type and name; of these types, or of all (KIP-1142). Brokers before 4.1 list only
  /// client metrics (KIP-714), those before 3.7 nothing: `unsupported_by_broker`.
  [[nodiscard]] Result<std::vector<ConfigResource>> list_config_resources(
      std::span<const ConfigResourceType> types = {}, const CallOptions& options = {});

  // Quotas and passwords

  /// In the order in which the broker tells them. (KIP-546, brokers from 2.6.)
  [[nodiscard]] Result<std::vector<ClientQuotas>> describe_client_quotas(
      const QuotaFilter& filter, const CallOptions& options = {});
  [[nodiscard]] Result<ItemResults<QuotaEntity, void>> alter_client_quotas(
      std::span<const QuotaAlteration> alterations, const AlterQuotasOptions& options = {});

  /// Of these users, or of all that have one. A user without is `resource_not_found`. (KIP-554, brokers from 2.7.)
  [[nodiscard]] Result<ItemResults<std::string, std::vector<ScramCredential>>>
  describe_scram_credentials(std::span<const std::string> users = {},
                             const CallOptions& options = {});
  /// One result for each user, in the order in which they first occur: all that is asked for a user is done, or nothing.
  [[nodiscard]] Result<ItemResults<std::string, void>> alter_scram_credentials(
      std::span<const ScramAlteration> alterations, const CallOptions& options = {});

  // Rights

  /// (KIP-290.)
  [[nodiscard]] Result<std::vector<AclBinding>> describe_acls(const AclFilter& filter = {},
                                                              const CallOptions& options = {});
  /// One that is there already is no error.
  [[nodiscard]] Result<ItemResults<AclBinding, void>> create_acls(
      std::span<const AclBinding> bindings, const CallOptions& options = {});
  /// Deletes every binding that one of the filters means. A filter that means none is no error.
  [[nodiscard]] Result<ItemResults<AclFilter, DeletedAcls>> delete_acls(
      std::span<const AclFilter> filters, const CallOptions& options = {});

  // Delegation tokens (KIP-48)

  [[nodiscard]] Result<DelegationToken> create_delegation_token(
      const CreateTokenOptions& options = {});
  /// Answers when it expires now. Without a period: the broker's `delegation.token.expiry.time.ms` from now on.
  [[nodiscard]] Result<Timestamp> renew_delegation_token(std::span<const std::byte> hmac,
                                                         std::optional<Timeout> period = {},
                                                         const CallOptions& options = {});
  /// Answers when it expires. Without a period: at once, and it is forgotten.
  [[nodiscard]] Result<Timestamp> expire_delegation_token(std::span<const std::byte> hmac,
                                                          std::optional<Timeout> period = {},
                                                          const CallOptions& options = {});
  /// The tokens that these own or may renew, as far as the caller may see them; all such, if none is given.
  [[nodiscard]] Result<std::vector<DelegationToken>> describe_delegation_tokens(
      std::span<const Principal> owners = {}, const CallOptions& options = {});

  // Features

  /// (ApiVersions, KIP-584; brokers from 2.7.)
  [[nodiscard]] Result<Features> describe_features(const CallOptions& options = {});
  /// Raises, lowers or ends the use of features (KIP-584, KIP-778). All are updated, or none.
  [[nodiscard]] Result<ItemResults<std::string, void>> update_features(
      std::span<const FeatureUpdate> updates, const UpdateFeaturesOptions& options = {});

  // Transactions (KIP-664)

  [[nodiscard]] Result<TransactionListings> list_transactions(
      const ListTransactionsOptions& options = {});
  [[nodiscard]] Result<ItemResults<std::string, TransactionDescription>> describe_transactions(
      std::span<const std::string> transactional_ids, const CallOptions& options = {});
  /// The producers that have written to these partitions lately.
  [[nodiscard]] Result<ItemResults<TopicPartition, std::vector<ProducerState>>> describe_producers(
      std::span<const TopicPartition> partitions, const DescribeProducersOptions& options = {});
  /// Ends a transaction that its coordinator has forgotten, on one partition. USED ON ONE THAT IS ALIVE it breaks it.
  [[nodiscard]] Result<void> abort_transaction(const HangingTransaction& transaction,
                                               const CallOptions& options = {});
  /// Shuts out the producers that use these transactional ids now, and aborts what they have open (KIP-98).
  [[nodiscard]] Result<ItemResults<std::string, FencedProducer>> fence_producers(
      std::span<const std::string> transactional_ids, const CallOptions& options = {});

  // Offsets

  [[nodiscard]] Result<ItemResults<TopicPartition, OffsetInfo>> list_offsets(
      std::span<const std::pair<TopicPartition, OffsetSpec>> queries,
      const ListOffsetsOptions& options = {});

  /// Deletes the records *before* each offset; -1 stands for the high watermark, so for all (KIP-107). They are GONE
  /// for all consumers.
  [[nodiscard]] Result<ItemResults<TopicPartition, DeletedRecords>> delete_records(
      std::span<const std::pair<TopicPartition, std::int64_t>> before,
      const CallOptions& options = {});

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

  /// Makes members leave a classic group, which then rebalances; all of them where none are named (KIP-345, KIP-800).
  /// The results are by member id, or by instance id for static members.
  [[nodiscard]] Result<ItemResults<std::string, void>> remove_members(
      const std::string& group_id, std::optional<std::span<const MemberToRemove>> members = {},
      const RemoveMembersOptions& options = {});

  /// (KIP-932; brokers from 4.1.)
  [[nodiscard]] Result<ItemResults<std::string, ShareGroupDescription>> describe_share_groups(
      std::span<const std::string> group_ids, const CallOptions& options = {});
  /// Where share groups begin to read.
  [[nodiscard]] Result<ItemResults<std::string, ShareGroupOffsets>> share_group_offsets(
      std::span<const GroupOffsetsQuery> queries, const CallOptions& options = {});
  /// Sets where an empty share group begins to read.
  [[nodiscard]] Result<ItemResults<TopicPartition, void>> alter_share_group_offsets(
      const std::string& group_id,
      std::span<const std::pair<TopicPartition, std::int64_t>> start_offsets,
      const CallOptions& options = {});
  /// An empty share group forgets where it begins to read these topics.
  [[nodiscard]] Result<ItemResults<std::string, void>> delete_share_group_offsets(
      const std::string& group_id, std::span<const std::string> topics,
      const CallOptions& options = {});

  /// (KIP-1071; brokers from 4.1.) Their committed offsets are those of any group: `committed_offsets`, `commit_offsets`,
  /// `delete_offsets`.
  [[nodiscard]] Result<ItemResults<std::string, StreamsGroupDescription>> describe_streams_groups(
      std::span<const std::string> group_ids, const CallOptions& options = {});

  /// Ends calls under way with `closed`. Idempotent; any thread.
  void close() noexcept;

 private:
  class KPP_LOCAL Impl;
  explicit Admin(std::shared_ptr<Impl> impl) noexcept;
  std::shared_ptr<Impl> impl_;
};

}  // namespace kpp
