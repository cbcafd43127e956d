// Partitions by hand: assign, seek, pause, and questions about offsets.

#include <algorithm>
#include <string>
#include <utility>

#include "client/consumer_impl.hpp"
#include "client/deadline.hpp"
#include "client/rd_error.hpp"

namespace kpp {

Result<void> Consumer::Impl::assign(const std::vector<PartitionStart>& partitions) {
  const Owner owner(*this, Owner::Call::outer);
  if (!owner.allowed()) return owner.allowed();
  if (subscribed_) {
    return fail(ErrorCode::invalid_argument,
                "the consumer is subscribed; unsubscribe before assigning");
  }
  finish_previous_batch();
  store_done();
  drop_fetched();
  auto done = settings_.has_group ? assign_in_group(partitions) : assign_alone(partitions);
  assigned_by_hand_ = done ? !partitions.empty() : assigned_by_hand_;
  return done;
}

Result<void> Consumer::Impl::assign_in_group(const std::vector<PartitionStart>& partitions) {
  const client::PartitionListPtr list(
      rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  std::vector<TopicPartition> names;
  for (const PartitionStart& start : partitions) {
    rd_kafka_topic_partition_list_add(list.get(), start.topic.c_str(), start.partition)->offset =
        start.at.value();
    names.push_back({start.topic, start.partition});
  }
  const rd_kafka_resp_err_t err = rd_kafka_assign(rk_, partitions.empty() ? nullptr : list.get());
  if (err == RD_KAFKA_RESP_ERR__FATAL) return fail(client::fatal_error(rk_));
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(client::make_error(err).with_operation("assign"));
  progress_.unassign_all();
  progress_.assign(names);
  for (const PartitionStart& start : partitions) {
    progress_.moved({start.topic, start.partition}, start.at);
  }
  lookups_.forget();
  if (!partitions.empty()) probe_topic_ = partitions.front().topic;
  return {};
}

/// Without a group librdkafka's plain consumer does the reading: its group machinery would look for a coordinator, and so make
/// the broker create the offsets topic.
Result<void> Consumer::Impl::assign_alone(const std::vector<PartitionStart>& partitions) {
  for (const PartitionStart& start : partitions) {
    if (auto offset = start_offset(start); !offset) return tl::unexpected(offset.error());
  }
  stop_alone();
  for (const PartitionStart& start : partitions) {
    client::TopicPtr& topic = topics_alone_[start.topic];
    if (!topic) topic.reset(rd_kafka_topic_new(rk_, start.topic.c_str(), nullptr));
    if (!topic) {
      topics_alone_.erase(start.topic);
      return fail(client::make_error(rd_kafka_last_error()).with_topic(start.topic));
    }
    const std::int64_t offset = start_offset(start).value_or(RD_KAFKA_OFFSET_END);
    if (rd_kafka_consume_start_queue(topic.get(), start.partition, offset, queue_.get()) != 0) {
      return fail(
          client::make_error(rd_kafka_last_error()).with_partition(start.topic, start.partition));
    }
    TopicPartition name{start.topic, start.partition};
    progress_.assign(std::span(&name, 1));
    progress_.moved(name, Position::offset(offset));
    assigned_alone_.push_back(std::move(name));
  }
  return {};
}

void Consumer::Impl::stop_alone() {
  for (const TopicPartition& partition : assigned_alone_) {
    const auto topic = topics_alone_.find(partition.topic);
    if (topic != topics_alone_.end())
      rd_kafka_consume_stop(topic->second.get(), partition.partition);
  }
  assigned_alone_.clear();
  progress_.unassign_all();
}

Result<std::int64_t> Consumer::Impl::start_offset(const PartitionStart& start) const {
  if (start.partition < 0) {
    return fail(Error(ErrorCode::invalid_argument, "A partition number must not be negative")
                    .with_topic(start.topic));
  }
  if (start.at != Position::committed()) return start.at.value();
  if (settings_.reset_policy == "earliest") return std::int64_t{RD_KAFKA_OFFSET_BEGINNING};
  if (settings_.reset_policy == "latest") return std::int64_t{RD_KAFKA_OFFSET_END};
  return fail(
      Error(ErrorCode::invalid_group_id,
            "Without group.id there is no committed offset, and auto.offset.reset names no other")
          .with_partition(start.topic, start.partition));
}

Result<void> Consumer::Impl::seek(const TopicPartition& partition, Position position,
                                  Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  if (!progress_.is_assigned(partition.topic, partition.partition)) {
    return fail(Error(ErrorCode::invalid_argument, "The partition is not assigned")
                    .with_partition(partition.topic, partition.partition));
  }
  PartitionStart start{partition.topic, partition.partition, position};
  std::int64_t offset = position.value();
  if (position == Position::committed()) {
    if (settings_.has_group) {
      // librdkafka's seek does not know the committed offset.
      const auto stored = committed(std::span(&partition, 1), timeout);
      if (!stored) return tl::unexpected(stored.error());
      const auto found = stored->find(partition);
      if (found != stored->end()) start.at = Position::offset(found->second.offset);
    }
    const auto resolved = start_offset(start);
    if (!resolved) return tl::unexpected(resolved.error());
    offset = *resolved;
  }
  const client::PartitionListPtr list = client::make_list(std::span(&partition, 1));
  list->elems[0].offset = offset;
  client::RdErrorPtr error(
      rd_kafka_seek_partitions(rk_, list.get(), client::whole_milliseconds(timeout)));
  if (error) {
    return fail(
        client::make_error(std::move(error)).with_partition(partition.topic, partition.partition));
  }
  if (auto done = client::first_error(*list); !done) return done;
  std::erase_if(fetched_, [&](rd_kafka_message_t* message) {
    if (message->rkt == nullptr || message->partition != partition.partition ||
        partition.topic != rd_kafka_topic_name(message->rkt)) {
      return false;
    }
    rd_kafka_message_destroy(message);
    return true;
  });
  progress_.moved(partition, Position::offset(offset));
  return {};
}

Result<void> Consumer::Impl::pause(std::span<const TopicPartition> partitions) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  const client::PartitionListPtr list = client::make_list(partitions);
  const rd_kafka_resp_err_t err = rd_kafka_pause_partitions(rk_, list.get());
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(client::make_error(err).with_operation("pause"));
  return client::first_error(*list);
}

Result<void> Consumer::Impl::resume(std::span<const TopicPartition> partitions) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  const client::PartitionListPtr list = client::make_list(partitions);
  const rd_kafka_resp_err_t err = rd_kafka_resume_partitions(rk_, list.get());
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(client::make_error(err).with_operation("resume"));
  return client::first_error(*list);
}

Result<Offsets> Consumer::Impl::committed(std::span<const TopicPartition> partitions,
                                          Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  if (auto group = check_group(); !group) return tl::unexpected(group.error());
  if (partitions.empty()) return Offsets{};
  const client::PartitionListPtr list = client::make_list(partitions);
  const rd_kafka_resp_err_t err =
      rd_kafka_committed(rk_, list.get(), client::whole_milliseconds(timeout));
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    serve_events();
    const Error error = client::make_error(err).with_operation("committed");
    const auto reason = connection_.last();
    if (error.code() != ErrorCode::timed_out || !reason) return fail(error);
    return fail(Error(error.code(), error.message() + ": " + reason->message())
                    .with_operation("committed"));
  }
  if (auto each = client::first_error(*list); !each) return tl::unexpected(each.error());
  return client::offsets_of(*list);
}

Result<std::map<TopicPartition, OffsetAndTimestamp>> Consumer::Impl::list_offsets(
    const std::map<TopicPartition, OffsetSpec>& specs, Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  std::map<TopicPartition, OffsetAndTimestamp> answers;
  if (specs.empty()) return answers;

  const client::PartitionListPtr list(
      rd_kafka_topic_partition_list_new(static_cast<int>(specs.size())));
  for (const auto& [partition, spec] : specs) {
    rd_kafka_topic_partition_list_add(list.get(), partition.topic.c_str(), partition.partition)
        ->offset = spec.value;
  }
  const client::AdminOptionsPtr options(
      rd_kafka_AdminOptions_new(rk_, RD_KAFKA_ADMIN_OP_LISTOFFSETS));
  const int bound = std::max(1, client::whole_milliseconds(timeout));
  rd_kafka_AdminOptions_set_request_timeout(options.get(), bound, nullptr, 0);
  const client::RdErrorPtr level(rd_kafka_AdminOptions_set_isolation_level(
      options.get(), settings_.read_committed ? RD_KAFKA_ISOLATION_LEVEL_READ_COMMITTED
                                              : RD_KAFKA_ISOLATION_LEVEL_READ_UNCOMMITTED));
  const client::QueuePtr queue(rd_kafka_queue_new(rk_));
  rd_kafka_ListOffsets(rk_, list.get(), options.get(), queue.get());
  const client::EventPtr event(rd_kafka_queue_poll(queue.get(), bound));
  serve_events();
  const auto timed_out = [&] {
    std::string text = "The brokers did not answer in time";
    if (const auto reason = connection_.last()) text += ": " + reason->message();
    return fail(Error(ErrorCode::timed_out, std::move(text)).with_operation("ListOffsets"));
  };
  if (!event) return timed_out();
  if (const rd_kafka_resp_err_t err = rd_kafka_event_error(event.get())) {
    const Error error = client::make_error(err, rd_kafka_event_error_string(event.get()));
    if (error.code() == ErrorCode::timed_out) return timed_out();
    return fail(error.with_operation("ListOffsets"));
  }
  const rd_kafka_ListOffsets_result_t* result = rd_kafka_event_ListOffsets_result(event.get());
  std::size_t count = 0;
  const rd_kafka_ListOffsetsResultInfo_t* const* infos =
      rd_kafka_ListOffsets_result_infos(result, &count);
  for (const rd_kafka_ListOffsetsResultInfo_t* info : std::span(infos, count)) {
    const auto* entry = rd_kafka_ListOffsetsResultInfo_topic_partition(info);
    if (entry->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return fail(client::make_error(entry->err).with_partition(entry->topic, entry->partition));
    }
    const OffsetAndTimestamp answer{entry->offset, rd_kafka_ListOffsetsResultInfo_timestamp(info)};
    answers.insert_or_assign({entry->topic, entry->partition}, answer);
  }
  return answers;
}

}  // namespace kpp
