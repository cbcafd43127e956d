#pragma once
// The inside of `Producer`: senders on any thread, one event thread that reads delivery reports,
// and the counters between them.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "client/connection_state.hpp"
#include "client/custom_partitioner.hpp"
#include "client/handle.hpp"
#include "client/metadata.hpp"
#include "client/rdkafka.hpp"
#include "client/send_slot.hpp"
#include "client/sticky_partitioner.hpp"
#include "client/topic_cache.hpp"
#include "kpp/producer.hpp"

namespace kpp {

class Producer::Impl {
 public:
  using Clock = std::chrono::steady_clock;

  enum class Kind { plain, transactional };

  static Result<std::unique_ptr<Impl>> create(const Config& config, ProducerOptions options,
                                              Kind kind);
  Impl(std::shared_ptr<client::ClientHandle> handle, ProducerOptions options, Timeout max_block,
       std::size_t bootstrap_servers, std::shared_ptr<client::PeerHints> hints);
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl();

  Result<void> send(Record& record, DeliveryHandler& handler, Timeout max_block);
  Result<void> send(const RecordView& record, DeliveryHandler& handler, Timeout max_block);
  [[nodiscard]] Timeout max_block() const noexcept { return max_block_; }

  Result<void> flush(Timeout timeout);
  Result<void> purge(bool in_flight);
  CloseReport close(Timeout timeout);

  Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic, Timeout timeout);
  Result<void> check_connection(Timeout timeout);
  [[nodiscard]] std::optional<Error> last_transport_error() const { return connection_.last(); }
  [[nodiscard]] ProducerCounters counters() const noexcept;
  /// One call of librdkafka's transaction functions, while which `close` waits.
  Result<void> call(const std::function<rd_kafka_error_t*(rd_kafka_t*)>& function);
  [[nodiscard]] bool on_event_thread() const noexcept {
    return std::this_thread::get_id() == event_thread_id_.load();
  }
  Result<std::map<std::string, std::string>> settings();
  void warn(std::string_view text);
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return warnings_; }

 private:
  // One call of librdkafka, as both forms of record need it: its own values, so that each is worked out once, however
  // often a full queue has the call repeated.
  struct Outgoing {
    std::string_view topic;
    std::string_view value;       // no data: null
    std::string_view key;         // likewise
    std::int64_t timestamp = 0;   // 0: the time of the call
    std::int32_t partition = -1;  // -1: the partitioner chooses
    int flags = 0;
    void* opaque = nullptr;
  };
  /// The common record, by the shortest way. False if it needs that: it
  /// has more to it, it is the first of its topic, or librdkafka refuses it (mostly a full queue).
  [[nodiscard]] bool send_plain(const RecordView& record) noexcept;
  template <class AnyRecord>
  [[nodiscard]] static Result<void> check(const AnyRecord& record);
  template <class AnyRecord>
  [[nodiscard]] static Outgoing outgoing(const AnyRecord& record) noexcept;
  /// Keeps `close` from releasing the C client during one use of it.
  class Use {
   public:
    Use(Impl& impl, std::uint64_t records) noexcept : impl_(impl), records_(records) {
      impl_.uses_and_accepted_.fetch_add(one_use + records_);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use() { impl_.uses_and_accepted_.fetch_sub(one_use); }
    /// False once the producer is being closed: the client must not be touched.
    [[nodiscard]] bool open() const noexcept { return !impl_.closing_.load(); }
    /// The record was not accepted after all.
    void take_back() noexcept { impl_.uses_and_accepted_.fetch_sub(std::exchange(records_, 0)); }

   private:
    Impl& impl_;
    std::uint64_t records_;
  };

  template <class Headers>
  Result<void> produce(const Outgoing& out, const Headers& headers, Timeout max_block);
  template <class Headers>
  rd_kafka_resp_err_t produce_once(rd_kafka_topic_t* topic, const Outgoing& out,
                                   const Headers& headers);
  void wait_for_report(std::uint64_t seen, Clock::time_point deadline);
  bool wait_until_idle(Clock::time_point deadline);
  bool flush_until(Clock::time_point deadline);

  void run_events();
  void handle_event(rd_kafka_event_t* event);
  void handle_deliveries(rd_kafka_event_t* event);
  void handle_error(rd_kafka_event_t* event);
  void handle_log(rd_kafka_event_t* event);
  Delivery describe(const rd_kafka_message_t& message) const;
  void call_handlers(std::span<rd_kafka_message_t*> messages);
  [[nodiscard]] client::MetadataQuery query(Timeout timeout);
  template <class Call>
  void guarded(Call&& call) noexcept;
  void announce_reports();
  [[nodiscard]] std::string why_no_partition() const;

  std::shared_ptr<client::ClientHandle> handle_;
  rd_kafka_t* rk_;
  client::QueuePtr queue_;
  client::TopicCache topics_;  // after the handle, which must be destroyed last
  client::SendSlotPool slots_;
  client::ConnectionState connection_;
  ProducerOptions options_;
  Timeout max_block_;
  std::vector<std::string> warnings_;
  std::shared_ptr<client::CustomPartitioner> partitioner_;  // null without one; never changes
  std::shared_ptr<client::StickyPartitioner> sticky_;       // null where it is not its turn

  // Sends and other calls under way in the upper part, accepted records in the lower: one atomic
  // step serves both.
  static constexpr std::uint64_t one_use = std::uint64_t{1} << 48;
  static constexpr std::uint64_t accepted_mask = one_use - 1;
  std::atomic<std::uint64_t> uses_and_accepted_{0};
  std::atomic<bool> closing_{false};

  // Written by the event thread only.
  alignas(64) std::atomic<std::uint64_t> delivered_{0};
  std::atomic<std::uint64_t> failed_{0};
  std::atomic<std::uint64_t> purged_{0};
  std::atomic<std::uint64_t> handler_failures_{0};
  std::vector<rd_kafka_message_t*> messages_;
  bool offsets_told_ = true;  ///< By the broker, for the batch that is being reported.
  std::vector<Delivery> deliveries_;

  // Where senders and flushers wait for reports.
  std::mutex progress_mutex_;
  std::condition_variable progress_;
  std::atomic<int> waiters_{0};
  std::atomic<std::uint64_t> reports_{
      0};  // grows with every batch of reports whose handlers have run

  std::mutex close_mutex_;
  std::optional<CloseReport> closed_;
  std::atomic<bool> stop_events_{false};
  std::atomic<std::thread::id> event_thread_id_{};
  std::thread event_thread_;
};

}  // namespace kpp
