#include "kpp/consumer.hpp"

#include <algorithm>
#include <limits>
#include <stop_token>
#include <string>
#include <utility>

#include "client/consumer_impl.hpp"
#include "client/rd_config.hpp"
#include "client/rd_error.hpp"
#include "client/settings_in_effect.hpp"

namespace kpp {
namespace {

tl::unexpected<Error> closed() {
  return fail(ErrorCode::closed, "the consumer is closed");
}

bool is_true(const Config& config, std::string_view key, bool fallback) {
  const std::string value = config.get_or(key, fallback ? "true" : "false");
  return value == "true" || value == "TRUE" || value == "True";
}

// Kafka's own topics, which a pattern like ".*" should not read.
constexpr std::string_view internal_topics =
    "^(__consumer_offsets|__transaction_state|__share_group_state)$";

}  // namespace

Result<std::unique_ptr<Consumer::Impl>> Consumer::Impl::create(const Config& config,
                                                               ConsumerOptions options) {
  auto rd = client::translate(config, client::ClientKind::consumer);
  if (!rd) return tl::unexpected(rd.error());
  client::add_consumer_defaults(*rd, config);

  Settings settings;
  settings.has_group = !config.get_or("group.id", "").empty();
  const bool may_commit = settings.has_group && is_true(config, "enable.auto.commit", true);
  settings.mode =
      options.commit_mode.value_or(may_commit ? CommitMode::previous_batch : CommitMode::manual);
  if (!settings.has_group && settings.mode != CommitMode::manual) {
    return fail(ErrorCode::invalid_group_id, "offsets cannot be committed without group.id");
  }
  settings.auto_commit = may_commit && settings.mode != CommitMode::manual;
  settings.max_poll_records = static_cast<std::size_t>(client::number_or(
      config, "max.poll.records", static_cast<std::int64_t>(options.max_poll_records)));
  settings.read_committed = rd->value_or("isolation.level", "") == "read_committed";
  settings.auto_create_topics = is_true(config, "allow.auto.create.topics", true);
  settings.reset_policy = rd->value_or("auto.offset.reset", "latest");
  settings.bootstrap_servers = client::count_servers(config.get_or("bootstrap.servers", ""));
  settings.way = client::PeerHints::Way::of(config);
  settings.oauth = rd->oauth;
  settings.warnings = rd->warnings;

  if (!settings.has_group) rd->properties.erase("group.id");
  rd->set("enable.auto.commit", settings.auto_commit ? "true" : "false", "enable.auto.commit");
  // Offsets are stored by our own commit modes, never by merely reading.
  rd->set("enable.auto.offset.store", "false", "enable.auto.offset.store");
  const bool report_ends =
      options.report_end_of_partition || is_true(config, "enable.partition.eof", false);
  rd->set("enable.partition.eof", report_ends ? "true" : "false", "enable.partition.eof");
  if (is_true(config, "exclude.internal.topics", false)) {
    rd->set_default("topic.blacklist", internal_topics);
  }
  if (options.on_log) rd->set("log.queue", "true", "log.queue");

  auto conf = client::apply(*rd);
  if (!conf) return tl::unexpected(conf.error());
  auto impl = std::make_unique<Impl>(std::move(options), std::move(settings));
  if (auto opened = impl->open(*std::move(conf)); !opened) return tl::unexpected(opened.error());
  if (impl->options_.on_log) {
    for (const std::string& warning : rd->warnings) {
      impl->guarded([&] { impl->options_.on_log(LogLevel::warning, "KPP", warning); });
    }
  }
  return impl;
}

Consumer::Impl::Impl(ConsumerOptions options, Settings settings)
    : options_(std::move(options)),
      settings_(std::move(settings)),
      // The last of the consumer and its batches destroys the spare storage.
      spare_(new std::atomic<Storage*>(nullptr),
             [](std::atomic<Storage*>* slot) {
               delete slot->load();
               delete slot;
             }),
      callback_target_(std::make_shared<CallbackTarget>(settings_.way)),
      connection_(settings_.bootstrap_servers, {callback_target_, &callback_target_->hints}) {}

Result<void> Consumer::Impl::open(client::ConfPtr conf) {
  callback_target_->install(conf.get(), !options_.on_log);
  if (settings_.oauth) callback_target_->get_tokens(conf.get(), *settings_.oauth);
  rd_kafka_conf_set_events(conf.get(), RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG |
                                           (options_.on_statistics ? RD_KAFKA_EVENT_STATS : 0));
  rd_kafka_conf_set_error_cb(conf.get(), &Impl::note_error);
  if (settings_.has_group) rd_kafka_conf_set_rebalance_cb(conf.get(), &Impl::note_rebalance);
  auto handle = client::ClientHandle::create(RD_KAFKA_CONSUMER, std::move(conf));
  if (!handle) return tl::unexpected(handle.error());
  handle_ = *std::move(handle);
  handle_->keep_alive(callback_target_);
  callback_target_->consumer = this;
  rk_ = handle_->get();
  if (auto served = callback_target_->serve_tokens(rk_); !served) return served;
  main_queue_.reset(rd_kafka_queue_get_main(rk_));
  commit_queue_.reset(rd_kafka_queue_new(rk_));
  queue_.reset(settings_.has_group ? rd_kafka_queue_get_consumer(rk_) : rd_kafka_queue_new(rk_));
  serving_ = queue_.get();
  if (options_.on_log) rd_kafka_set_log_queue(rk_, main_queue_.get());
  // `poll` waits at one queue only; what arrives at the others interrupts it.
  rd_kafka_queue_cb_event_enable(main_queue_.get(), &Impl::note_attention, this);
  rd_kafka_queue_cb_event_enable(commit_queue_.get(), &Impl::note_attention, this);
  return {};
}

Consumer::Impl::Owner::Owner(Impl& impl, Call call) : impl_(impl) {
  const std::thread::id self = std::this_thread::get_id();
  std::thread::id nobody{};
  if (impl_.owner_.load() == self) {
    if (call == Call::outer) {
      allowed_ = fail(ErrorCode::would_deadlock);
      return;
    }
  } else if (!impl_.owner_.compare_exchange_strong(nobody, self)) {
    allowed_ = fail(ErrorCode::concurrent_use);
    return;
  }
  entered_ = true;
  ++impl_.depth_;
  if (impl_.closed_.load()) allowed_ = closed();
}

Consumer::Impl::Owner::~Owner() {
  if (entered_ && --impl_.depth_ == 0) impl_.owner_.store(std::thread::id{});
}

Result<void> Consumer::Impl::check_group() const {
  if (settings_.has_group) return {};
  return fail(ErrorCode::invalid_group_id, "the consumer has no group.id");
}

void Consumer::Impl::yield() noexcept {
  attention_.store(true);
  const std::lock_guard lock(close_mutex_);
  if (serving_ != nullptr) rd_kafka_queue_yield(serving_);
}

void Consumer::Impl::wakeup() noexcept {
  wakeup_.store(true);
  yield();
}

void Consumer::Impl::note_attention(rd_kafka_t*, void* opaque) noexcept {
  // On a thread of librdkafka, under the lock of the queue that got something.
  auto* self = static_cast<Impl*>(opaque);
  self->attention_.store(true);
  rd_kafka_queue_yield(self->queue_.get());
}

ConsumerCounters Consumer::Impl::counters() const noexcept {
  return {messages_.load(), handler_failures_.load()};
}

client::MetadataQuery Consumer::Impl::query(Timeout timeout) {
  return {rk_, connection_,
          [this] {
            serve_events();
            return true;
          },
          timeout};
}

Result<std::vector<PartitionInfo>> Consumer::Impl::partitions_for(std::string_view topic,
                                                                  Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  const Timeout grace(settings_.auto_create_topics ? 1000 : 0);
  return client::partitions_for(query(timeout), topic, grace);
}

Result<void> Consumer::Impl::check_connection(Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  return client::check_connection(query(timeout));
}

Result<std::map<std::string, std::string>> Consumer::Impl::settings() {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  return client::settings_in_effect(rk_, ClientKind::consumer);
}

// ---- the public face: a moved-from consumer answers `closed` ----

Consumer::Consumer(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Consumer::Consumer(Consumer&& other) noexcept = default;
Consumer& Consumer::operator=(Consumer&& other) noexcept = default;
Consumer::~Consumer() = default;

Result<Consumer> Consumer::create(const Config& config, ConsumerOptions options) {
  auto impl = Impl::create(config, std::move(options));
  if (!impl) return tl::unexpected(impl.error());
  return Consumer(*std::move(impl));
}

Result<void> Consumer::subscribe(const std::vector<std::string>& topics, RebalanceHandler handler) {
  if (!impl_) return closed();
  for (const std::string& topic : topics) {
    // librdkafka would read it as a pattern.
    if (topic.starts_with('^')) {
      return fail(Error(ErrorCode::invalid_topic_exception).with_topic(topic));
    }
  }
  return impl_->subscribe(topics, std::move(handler));
}

Result<void> Consumer::subscribe_pattern(std::string_view regex, RebalanceHandler handler) {
  if (!impl_) return closed();
  return impl_->subscribe({"^(" + std::string(regex) + ")$"}, std::move(handler));
}

Result<void> Consumer::unsubscribe(Timeout timeout) {
  if (!impl_) return closed();
  return impl_->unsubscribe(timeout);
}

Result<void> Consumer::assign(const std::vector<PartitionStart>& partitions) {
  if (!impl_) return closed();
  return impl_->assign(partitions);
}

std::vector<TopicPartition> Consumer::assignment() const {
  if (!impl_) return {};
  return impl_->assignment();
}

Result<MessageBatch> Consumer::poll(Timeout timeout, std::size_t max) {
  if (!impl_) return closed();
  return impl_->poll(std::stop_token(), timeout, max);
}

Result<MessageBatch> Consumer::poll(const std::stop_token& stop, Timeout timeout, std::size_t max) {
  if (!impl_) return closed();
  const std::stop_callback on_stop(stop, [this] { impl_->yield(); });
  return impl_->poll(stop, timeout, max);
}

void Consumer::wakeup() noexcept {
  if (impl_) impl_->wakeup();
}

Result<void> Consumer::commit(Timeout timeout) {
  if (!impl_) return closed();
  return impl_->commit(timeout);
}

Result<void> Consumer::commit(const Offsets& offsets, Timeout timeout) {
  if (!impl_) return closed();
  return impl_->commit(offsets, timeout);
}

Result<void> Consumer::commit_async(CommitHandler handler) {
  if (!impl_) return closed();
  return impl_->commit_async(std::move(handler));
}

Result<void> Consumer::commit_async(const Offsets& offsets, CommitHandler handler) {
  if (!impl_) return closed();
  return impl_->commit_async(offsets, std::move(handler));
}

Result<void> Consumer::mark(const MessageView& message) {
  if (!impl_) return closed();
  return impl_->mark(message.topic(), message.partition(), message.offset() + 1,
                     message.leader_epoch().value_or(-1));
}

Result<void> Consumer::mark(const TopicPartition& partition, std::int64_t next_offset) {
  if (!impl_) return closed();
  return impl_->mark(partition.topic, partition.partition, next_offset, -1);
}

Result<void> Consumer::seek(const TopicPartition& partition, Position position, Timeout timeout) {
  if (!impl_) return closed();
  return impl_->seek(partition, position, timeout);
}

Result<void> Consumer::pause(std::span<const TopicPartition> partitions) {
  if (!impl_) return closed();
  return impl_->pause(partitions);
}

Result<void> Consumer::resume(std::span<const TopicPartition> partitions) {
  if (!impl_) return closed();
  return impl_->resume(partitions);
}

std::optional<std::int64_t> Consumer::position(const TopicPartition& partition) const {
  if (!impl_) return std::nullopt;
  return impl_->position(partition);
}

Result<Offsets> Consumer::committed(std::span<const TopicPartition> partitions, Timeout timeout) {
  if (!impl_) return closed();
  return impl_->committed(partitions, timeout);
}

Result<GroupMetadata> Consumer::group_metadata() {
  if (!impl_) return closed();
  return impl_->group_metadata();
}

namespace {

std::map<TopicPartition, OffsetSpec> ask_each(std::span<const TopicPartition> partitions,
                                              OffsetSpec spec) {
  std::map<TopicPartition, OffsetSpec> specs;
  for (const TopicPartition& partition : partitions) specs.emplace(partition, spec);
  return specs;
}

Result<std::map<TopicPartition, std::int64_t>> offsets_only(
    const Result<std::map<TopicPartition, OffsetAndTimestamp>>& answers) {
  if (!answers) return tl::unexpected(answers.error());
  std::map<TopicPartition, std::int64_t> offsets;
  for (const auto& [partition, answer] : *answers) offsets.emplace(partition, answer.offset);
  return offsets;
}

}  // namespace

Result<std::map<TopicPartition, std::int64_t>> Consumer::begin_offsets(
    std::span<const TopicPartition> partitions, Timeout timeout) {
  if (!impl_) return closed();
  return offsets_only(impl_->list_offsets(ask_each(partitions, OffsetSpec::earliest()), timeout));
}

Result<std::map<TopicPartition, std::int64_t>> Consumer::end_offsets(
    std::span<const TopicPartition> partitions, Timeout timeout) {
  if (!impl_) return closed();
  return offsets_only(impl_->list_offsets(ask_each(partitions, OffsetSpec::latest()), timeout));
}

Result<std::map<TopicPartition, OffsetAndTimestamp>> Consumer::offsets_for(
    const std::map<TopicPartition, Timestamp>& times, Timeout timeout) {
  if (!impl_) return closed();
  std::map<TopicPartition, OffsetSpec> specs;
  for (const auto& [partition, time] : times) {
    // Negative numbers would ask for something else.
    if (time < 0) return fail(ErrorCode::invalid_argument, "a timestamp must not be negative");
    specs.emplace(partition, OffsetSpec::at_timestamp(time));
  }
  return impl_->list_offsets(specs, timeout);
}

Result<std::map<TopicPartition, std::int64_t>> Consumer::lag(Timeout timeout) {
  if (!impl_) return closed();
  return impl_->lag(timeout);
}

Result<std::vector<PartitionInfo>> Consumer::partitions_for(std::string_view topic,
                                                            Timeout timeout) {
  if (!impl_) return closed();
  return impl_->partitions_for(topic, timeout);
}

const std::vector<std::string>& Consumer::warnings() const noexcept {
  static const std::vector<std::string> none;
  return impl_ ? impl_->warnings() : none;
}

Result<std::map<std::string, std::string>> Consumer::settings() {
  if (!impl_) return closed();
  return impl_->settings();
}

Result<void> Consumer::check_connection(Timeout timeout) {
  if (!impl_) return closed();
  return impl_->check_connection(timeout);
}

std::optional<Error> Consumer::last_transport_error() const {
  if (!impl_) return std::nullopt;
  return impl_->last_transport_error();
}

ConsumerCounters Consumer::counters() const noexcept {
  return impl_ ? impl_->counters() : ConsumerCounters{};
}

ConsumerCloseReport Consumer::close(Timeout timeout) {
  if (!impl_) return {};
  return impl_->close(timeout);
}

}  // namespace kpp
