#pragma once
// The inside of `Consumer`. Everything user-written runs between calls of librdkafka, never inside one: its callbacks only take
// notes, which the calling thread acts upon when the C call has returned.

#include <atomic>
#include <chrono>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "client/client_opaque.hpp"
#include "client/connection_state.hpp"
#include "client/handle.hpp"
#include "client/message_access.hpp"
#include "client/metadata.hpp"
#include "client/offset_lookups.hpp"
#include "client/partition_list.hpp"
#include "client/progress.hpp"
#include "client/rdkafka.hpp"
#include "client/ready_event.hpp"
#include "kpp/consumer.hpp"

namespace kpp {

class Consumer::Impl {
 public:
  using Clock = std::chrono::steady_clock;

  /// What `create` reads from the configuration for the consumer itself.
  struct Settings {
    bool has_group = false;
    bool auto_commit = false;  // by interval, on revoke and on close
    CommitMode mode = CommitMode::manual;
    std::size_t max_poll_records = 1000;
    bool read_committed = false;
    bool auto_create_topics = true;
    std::string reset_policy;  // auto.offset.reset, for a consumer without a group
    std::size_t bootstrap_servers = 1;
    client::PeerHints::Way way;
    std::optional<security::OAuthSettings> oauth;
    std::vector<std::string> warnings;
  };

  static Result<std::unique_ptr<Impl>> create(const Config& config, ConsumerOptions options);
  Impl(ConsumerOptions options, Settings settings);
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl();

  Result<void> subscribe(std::vector<std::string> topics, RebalanceHandler handler);
  Result<void> unsubscribe(Timeout timeout);
  Result<void> assign(const std::vector<PartitionStart>& partitions);
  [[nodiscard]] std::vector<TopicPartition> assignment() const { return progress_.assignment(); }

  Result<MessageBatch> poll(const std::stop_token& stop, Timeout timeout, std::size_t max);
  void wakeup() noexcept;
  /// Makes a waiting poll look around.
  void yield() noexcept;

  Result<void> commit(Timeout timeout);
  Result<void> commit(const Offsets& offsets, Timeout timeout);
  Result<void> commit_async(CommitHandler handler);
  Result<void> commit_async(const Offsets& offsets, CommitHandler handler);
  Result<void> mark(std::string_view topic, std::int32_t partition, std::int64_t next_offset,
                    std::int32_t leader_epoch);

  Result<void> seek(const TopicPartition& partition, Position position, Timeout timeout);
  Result<void> pause(std::span<const TopicPartition> partitions);
  Result<void> resume(std::span<const TopicPartition> partitions);
  [[nodiscard]] std::optional<std::int64_t> position(const TopicPartition& partition) const {
    return progress_.position(partition);
  }

  Result<Offsets> committed(std::span<const TopicPartition> partitions, Timeout timeout);
  Result<GroupMetadata> group_metadata();
  Result<std::map<TopicPartition, OffsetAndTimestamp>> list_offsets(
      const std::map<TopicPartition, OffsetSpec>& specs, Timeout timeout);
  Result<std::map<TopicPartition, std::int64_t>> lag(Timeout timeout);
  Result<std::map<std::string, std::string>> settings();
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept {
    return settings_.warnings;
  }
  Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic, Timeout timeout);
  Result<void> check_connection(Timeout timeout);
  [[nodiscard]] std::optional<Error> last_transport_error() const { return connection_.last(); }
  [[nodiscard]] ConsumerCounters counters() const noexcept;

  /// Readable when `poll` may have something; made at the first call.
  Result<std::shared_ptr<client::ReadyEvent>> ready_event();

  ConsumerCloseReport close(Timeout timeout);

 private:
  using Storage = MessageAccess::Storage;
  class Rebalance;  // NOLINT(cppcoreguidelines-virtual-class-destructor): it is final

  /// One user at a time, and no `poll` or `close` inside a handler of its own.
  class Owner {
   public:
    enum class Call { outer, any };
    Owner(Impl& impl, Call call);
    Owner(const Owner&) = delete;
    Owner& operator=(const Owner&) = delete;
    ~Owner();
    [[nodiscard]] const Result<void>& allowed() const noexcept { return allowed_; }

   private:
    Impl& impl_;
    Result<void> allowed_;
    bool entered_ = false;
  };

  struct RebalanceNote {
    rd_kafka_resp_err_t err;
    client::PartitionListPtr partitions;
  };

  struct PendingCommit {
    CommitHandler handler;
    bool done = false;
    Offsets offsets;
    Offsets taken;  // of `progress_`, to be given back if the commit fails
    Result<void> outcome;
  };

  struct ErrorNote {
    rd_kafka_resp_err_t err;
    std::string text;
  };

  /// What librdkafka's callbacks get. It lives as long as the C client, which may outlive the consumer.
  struct CallbackTarget : client::ClientOpaque {
    using ClientOpaque::ClientOpaque;
    std::mutex mutex;
    Impl* consumer = nullptr;
  };

  // The callbacks of librdkafka.
  static void note_rebalance(rd_kafka_t* rk, rd_kafka_resp_err_t err,
                             rd_kafka_topic_partition_list_t* partitions, void* opaque) noexcept;
  static void note_error(rd_kafka_t* rk, int err, const char* text, void* opaque) noexcept;
  static void note_attention(rd_kafka_t* rk, void* opaque) noexcept;

  Result<void> open(client::ConfPtr conf);
  Result<void> check_group() const;

  std::size_t fetch(Timeout wait, std::size_t max);
  void serve_events();
  void handle_event(rd_kafka_event_t* event);
  void serve_error_notes();
  void report_error(rd_kafka_resp_err_t err, const Error& error);
  void serve_commits();
  void finish_commit(rd_kafka_event_t* event);
  void run_commit_handlers();
  Result<MessageBatch> make_batch();
  bool handle_failure(Storage& storage, rd_kafka_message_t* message);
  [[nodiscard]] std::unique_ptr<Storage> new_storage();
  void drop_fetched() noexcept;

  void serve_rebalances();
  void handle_rebalance(RebalanceNote& note, bool lost);
  void tell_given_up(RebalanceNote& note, bool lost);
  void call_step(const RebalanceHandler::Step& step, Rebalance& context);
  void answer_rebalance(const RebalanceNote& note);
  void look_up_again();
  void rethrow_handler_exception();

  void finish_previous_batch();
  void store_done();
  PendingCommit& submit_commit(const Offsets* offsets, CommitHandler handler);
  Result<void> commit_last(Clock::time_point deadline);
  Result<void> wait_for_commit(PendingCommit& commit, Clock::time_point deadline);

  Result<void> assign_in_group(const std::vector<PartitionStart>& partitions);
  Result<void> assign_alone(const std::vector<PartitionStart>& partitions);
  void stop_alone();
  Result<std::int64_t> start_offset(const PartitionStart& start) const;
  Result<std::map<TopicPartition, std::int64_t>> reading_from(
      std::span<const TopicPartition> partitions, Clock::time_point deadline);

  bool coordinator_answers(Timeout bound);
  void leave_group(ConsumerCloseReport& report, Clock::time_point deadline);
  void abandon_group();
  void release() noexcept;
  void forget_ready_event() noexcept;
  [[nodiscard]] client::MetadataQuery query(Timeout timeout);

  /// For sinks: an exception is counted, since there is no caller to throw to.
  template <class Call>
  void guarded(Call&& call) noexcept {
    try {
      std::forward<Call>(call)();
    } catch (...) {
      handler_failures_.fetch_add(1);
    }
  }

  ConsumerOptions options_;
  Settings settings_;
  client::Progress progress_;
  client::OffsetLookups lookups_;
  std::shared_ptr<std::atomic<Storage*>> spare_;

  std::shared_ptr<CallbackTarget> callback_target_;
  client::ConnectionState connection_;
  std::shared_ptr<client::ClientHandle> handle_;
  rd_kafka_t* rk_ = nullptr;
  client::QueuePtr queue_;         // messages and rebalances
  client::QueuePtr main_queue_;    // connection errors and log lines
  client::QueuePtr commit_queue_;  // answers to commits
  rd_kafka_queue_t* serving_ =
      nullptr;  // the queue to interrupt: `queue_`, and another while closing

  std::shared_ptr<client::ReadyEvent> ready_;

  bool subscribed_ = false;
  bool assigned_by_hand_ = false;
  bool handed_out_ = false;  // the last poll returned messages
  std::string probe_topic_;  // of the group's subscription, to ask the coordinator about
  RebalanceHandler rebalance_handler_;
  std::optional<bool> incremental_;  // the group's way to rebalance, once known
  std::vector<RebalanceNote> rebalances_;
  std::vector<ErrorNote> error_notes_;
  std::vector<PartitionError> partition_errors_;  // for the next batch
  std::exception_ptr handler_exception_;
  std::vector<rd_kafka_message_t*> landing_;            // room for one call of librdkafka
  std::vector<rd_kafka_message_t*> fetched_;            // taken from librdkafka, not yet in a batch
  std::deque<std::unique_ptr<PendingCommit>> commits_;  // in the order of the calls

  std::unordered_map<std::string, client::TopicPtr> topics_alone_;
  std::vector<TopicPartition> assigned_alone_;

  std::atomic<std::thread::id> owner_{};
  int depth_ = 0;
  std::atomic<bool> attention_{false};  // something came in that `queue_` does not show
  std::atomic<bool> wakeup_{false};
  std::atomic<std::uint64_t> messages_{0};
  std::atomic<std::uint64_t> handler_failures_{0};

  // Guards the queues against `wakeup` while `close` releases them.
  std::mutex close_mutex_;
  std::atomic<bool> closed_{false};
  ConsumerCloseReport close_report_;
};

}  // namespace kpp
