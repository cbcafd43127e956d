#include "kpp/producer.hpp"

#include <csignal>
#include <future>
#include <string>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "client/client_opaque.hpp"
#include "client/producer_id.hpp"
#include "client/producer_impl.hpp"
#include "client/rd_config.hpp"
#include "client/rd_error.hpp"
#include "client/settings_in_effect.hpp"

namespace kpp {
namespace {

// How long a topic that was just asked for may take to come into being.
constexpr Timeout auto_create_patience{3000};

tl::unexpected<Error> closed() {
  return fail(ErrorCode::closed, "the producer is closed");
}

/// Signals are the application's: none may be delivered on the event thread.
class BlockedSignals {
 public:
  BlockedSignals() noexcept {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;
  ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

using PartitionerPtr = std::shared_ptr<client::CustomPartitioner>;

/// Null if there is none.
Result<PartitionerPtr> custom_partitioner(ProducerOptions& options, client::RdConfig& rd) {
  if (!options.partitioner) return PartitionerPtr();
  if (rd.has("partitioner")) {
    return fail(ErrorCode::invalid_config_value,
                "partitioner=" + std::string(rd.value_or("partitioner", "")) +
                    ": ProducerOptions::partitioner is set, too, and only one can choose");
  }
  rd.set_default("sticky.partitioning.linger.ms", "0");
  return std::make_shared<client::CustomPartitioner>(std::move(options.partitioner));
}

}  // namespace

Result<DeliveryReport> to_report(const Delivery& delivery) {
  if (delivery.error) return fail(*delivery.error);
  return DeliveryReport{
      std::string(delivery.topic), delivery.partition, delivery.offset, delivery.timestamp,
      delivery.persisted,          delivery.latency,   delivery.tag};
}

Result<std::unique_ptr<Producer::Impl>> Producer::Impl::create(const Config& config,
                                                               ProducerOptions options, Kind kind) {
  auto rd = client::translate(config, client::ClientKind::producer);
  if (!rd) return tl::unexpected(rd.error());
  auto partitioner = custom_partitioner(options, *rd);
  if (!partitioner) return tl::unexpected(partitioner.error());
  client::add_producer_defaults(*rd, config);
  auto sticky = *partitioner ? nullptr : client::StickyPartitioner::instead_of(*rd);
  if (options.on_log) rd->set("log.queue", "true", "log.queue");
  auto conf = client::apply(*rd);
  if (!conf) return tl::unexpected(conf.error());
  if (*partitioner) (*partitioner)->install(conf->get());
  if (sticky) sticky->install(conf->get());
  const auto opaque = std::make_shared<client::ClientOpaque>(client::PeerHints::Way::of(config));
  opaque->install(conf->get(), !options.on_log);
  if (rd->oauth) opaque->get_tokens(conf->get(), *rd->oauth);
  rd_kafka_conf_set_events(conf->get(), RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR |
                                            RD_KAFKA_EVENT_LOG |
                                            (options.on_statistics ? RD_KAFKA_EVENT_STATS : 0));
  auto handle = client::ClientHandle::create(RD_KAFKA_PRODUCER, *std::move(conf));
  if (!handle) return tl::unexpected(handle.error());
  if (auto served = opaque->serve_tokens((*handle)->get()); !served)
    return tl::unexpected(served.error());
  using Kept = std::tuple<PartitionerPtr, std::shared_ptr<client::StickyPartitioner>,
                          std::shared_ptr<client::ClientOpaque>>;
  (*handle)->keep_alive(std::make_shared<Kept>(*partitioner, sticky, opaque));

  const Timeout max_block =
      options.max_block.value_or(Timeout(client::number_or(config, "max.block.ms", 60000)));
  try {
    auto impl =
        std::make_unique<Impl>(*std::move(handle), std::move(options), max_block,
                               client::count_servers(config.get_or("bootstrap.servers", "")),
                               std::shared_ptr<client::PeerHints>(opaque, &opaque->hints));
    // A transactional producer gets its id when it registers with its coordinator.
    if (kind == Kind::plain) client::request_producer_id_soon(impl->rk_, impl->queue_.get());
    impl->partitioner_ = *std::move(partitioner);
    impl->sticky_ = std::move(sticky);
    impl->warnings_ = std::move(rd->warnings);
    for (const std::string& warning : impl->warnings_) impl->warn(warning);
    return impl;
  } catch (const std::system_error& refused) {
    return fail(ErrorCode::io_error, std::string("no thread for the producer: ") + refused.what());
  }
}

Producer::Impl::Impl(std::shared_ptr<client::ClientHandle> handle, ProducerOptions options,
                     Timeout max_block, std::size_t bootstrap_servers,
                     std::shared_ptr<client::PeerHints> hints)
    : handle_(std::move(handle)),
      rk_(handle_->get()),
      queue_(rd_kafka_queue_get_main(rk_)),
      topics_(rk_),
      connection_(bootstrap_servers, std::move(hints)),
      options_(std::move(options)),
      max_block_(max_block) {
  if (options_.on_log) rd_kafka_set_log_queue(rk_, queue_.get());
  const BlockedSignals none_here;
  event_thread_ = std::thread([this] { run_events(); });
}

Result<std::vector<PartitionInfo>> Producer::Impl::partitions_for(std::string_view topic,
                                                                  Timeout timeout) {
  if (on_event_thread()) return fail(ErrorCode::would_deadlock);
  const Use use(*this, 0);
  if (!use.open()) return closed();
  return client::partitions_for(query(timeout), topic, auto_create_patience);
}

Result<void> Producer::Impl::check_connection(Timeout timeout) {
  if (on_event_thread()) return fail(ErrorCode::would_deadlock);
  const Use use(*this, 0);
  if (!use.open()) return closed();
  return client::check_connection(query(timeout));
}

Result<std::map<std::string, std::string>> Producer::Impl::settings() {
  const Use use(*this, 0);
  if (!use.open()) return closed();
  auto settings = client::settings_in_effect(rk_, ClientKind::producer);
  if (sticky_) {
    settings["sticky.partitioning.linger.ms"] = std::to_string(sticky_->linger().count());
  }
  return settings;
}

Result<void> Producer::Impl::call(const std::function<rd_kafka_error_t*(rd_kafka_t*)>& function) {
  const Use use(*this, 0);
  if (!use.open()) return closed();
  client::RdErrorPtr error(function(rk_));
  if (!error) return {};
  return fail(client::make_error(std::move(error)));
}

client::MetadataQuery Producer::Impl::query(Timeout timeout) {
  return {rk_, connection_, [this] { return !closing_.load(); }, timeout};
}

// ---- the public face: a moved-from producer answers `closed` ----

Producer::Producer(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Producer::Producer(Producer&& other) noexcept = default;

Producer& Producer::operator=(Producer&& other) noexcept {
  Producer old(std::exchange(impl_, std::move(other.impl_)));
  return *this;
}

Producer::~Producer() {
  if (!impl_ || !impl_->on_event_thread()) return;
  // Destroyed by its own handler: the event thread cannot wait for itself.
  std::thread([impl = std::move(impl_)]() mutable { impl.reset(); }).detach();
}

Result<Producer> Producer::create(const Config& config, ProducerOptions options) {
  if (config.has("transactional.id")) {
    return fail(ErrorCode::invalid_config_value,
                "transactional.id: only a TransactionalProducer takes part in transactions");
  }
  auto impl = Impl::create(config, std::move(options), Impl::Kind::plain);
  if (!impl) return tl::unexpected(impl.error());
  return Producer(*std::move(impl));
}

Result<void> Producer::send(Record&& record, DeliveryHandler handler) {
  if (!impl_) return closed();
  return impl_->send(record, handler, impl_->max_block());
}

Result<void> Producer::send(const RecordView& record, DeliveryHandler handler) {
  if (!impl_) return closed();
  return impl_->send(record, handler, impl_->max_block());
}

Result<void> Producer::try_send(Record& record, DeliveryHandler handler) {
  if (!impl_) return closed();
  return impl_->send(record, handler, Timeout(0));
}

Result<void> Producer::try_send(const RecordView& record, DeliveryHandler handler) {
  if (!impl_) return closed();
  return impl_->send(record, handler, Timeout(0));
}

std::future<Result<DeliveryReport>> Producer::send_future(Record&& record) {
  // Shared, because a std::function must be copyable.
  const auto outcome = std::make_shared<std::promise<Result<DeliveryReport>>>();
  auto future = outcome->get_future();
  auto queued = send(std::move(record), [outcome](const Delivery& delivery) {
    outcome->set_value(to_report(delivery));
  });
  if (!queued) outcome->set_value(tl::unexpected(queued.error()));
  return future;
}

Result<DeliveryReport> Producer::send_sync(Record&& record, Timeout timeout) {
  if (!impl_) return closed();
  if (impl_->on_event_thread()) return fail(ErrorCode::would_deadlock);
  auto future = send_future(std::move(record));
  if (future.wait_for(timeout) != std::future_status::ready) {
    std::string text = "The record is not delivered yet";
    if (const auto reason = impl_->last_transport_error()) text += ": " + reason->message();
    return fail(ErrorCode::timed_out, std::move(text));
  }
  return future.get();
}

std::size_t Producer::send_batch(std::span<Record> records, Error* why) {
  std::size_t queued = 0;
  for (Record& record : records) {
    auto done = send(std::move(record));
    if (!done) {
      if (why != nullptr) *why = done.error();
      break;
    }
    ++queued;
  }
  return queued;
}

std::size_t Producer::send_batch(std::span<const RecordView> records, Error* why) {
  std::size_t queued = 0;
  for (const RecordView& record : records) {
    auto done = send(record);
    if (!done) {
      if (why != nullptr) *why = done.error();
      break;
    }
    ++queued;
  }
  return queued;
}

Result<void> Producer::flush(Timeout timeout) {
  if (!impl_) return closed();
  return impl_->flush(timeout);
}

Result<void> Producer::purge(bool in_flight) {
  if (!impl_) return closed();
  return impl_->purge(in_flight);
}

CloseReport Producer::close(Timeout timeout) {
  if (!impl_) return {};
  return impl_->close(timeout);
}

Result<std::vector<PartitionInfo>> Producer::partitions_for(std::string_view topic,
                                                            Timeout timeout) {
  if (!impl_) return closed();
  return impl_->partitions_for(topic, timeout);
}

Result<void> Producer::check_connection(Timeout timeout) {
  if (!impl_) return closed();
  return impl_->check_connection(timeout);
}

std::optional<Error> Producer::last_transport_error() const {
  if (!impl_) return std::nullopt;
  return impl_->last_transport_error();
}

const std::vector<std::string>& Producer::warnings() const noexcept {
  static const std::vector<std::string> none;
  return impl_ ? impl_->warnings() : none;
}

Result<std::map<std::string, std::string>> Producer::settings() const {
  if (!impl_) return closed();
  return impl_->settings();
}

ProducerCounters Producer::counters() const noexcept {
  return impl_ ? impl_->counters() : ProducerCounters{};
}

}  // namespace kpp
