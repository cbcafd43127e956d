#include "client/metadata.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <string>
#include <thread>
#include <utility>

#include "client/deadline.hpp"
#include "client/rd_error.hpp"

namespace kpp::client {
namespace {

using std::chrono::milliseconds;

// Refused by every address: a broker that is just being started deserves a moment.
constexpr milliseconds refused_patience{1000};

Error unreachable(const ConnectionState& connection, rd_kafka_resp_err_t err) {
  if (auto reason = connection.last()) return *std::move(reason);
  if (err == RD_KAFKA_RESP_ERR__TIMED_OUT || err == RD_KAFKA_RESP_ERR__TRANSPORT) {
    return {ErrorCode::timed_out, "No broker answered in time"};
  }
  return make_error(err);
}

/// librdkafka's own calls wait out their whole timeout even when every address has refused, so they
/// are asked in slices. These grow, so that an answer that is slow, but on its way, gets its time.
template <class Ask>
Result<void> until_answered(const MetadataQuery& query, Clock::time_point deadline,
                            const Ask& ask) {
  const auto begin = Clock::now();
  milliseconds slice{100};
  for (;;) {
    const auto asked = Clock::now();
    const rd_kafka_resp_err_t err =
        ask(std::clamp(slice, milliseconds(1), std::max(left_until(deadline), milliseconds(1))));
    const bool proceed = query.proceed();
    if (err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      query.connection.note_success();
      return {};
    }
    if (rd_kafka_fatal_error(query.rk, nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR)
      return fail(fatal_error(query.rk));
    if (!proceed) return fail(ErrorCode::closed);
    const auto now = Clock::now();
    const bool refused = query.connection.all_down() && now - begin >= refused_patience;
    if (now >= deadline || refused || query.connection.rejected())
      return fail(unreachable(query.connection, err));
    // An error that came at once would make this loop spin.
    if (now - asked < milliseconds(10))
      std::this_thread::sleep_for(std::min(milliseconds(50), left_until(deadline)));
    slice = std::min(slice * 2, milliseconds(2000));
  }
}

Result<MetadataPtr> request(const MetadataQuery& query, rd_kafka_topic_t* topic,
                            Clock::time_point deadline) {
  const rd_kafka_metadata_t* metadata = nullptr;
  const auto ask = [&](milliseconds wait) {
    return rd_kafka_metadata(query.rk, 0, topic, &metadata, static_cast<int>(wait.count()));
  };
  if (auto done = until_answered(query, deadline, ask); !done) return tl::unexpected(done.error());
  return MetadataPtr(metadata);
}

std::vector<std::int32_t> ids(const std::int32_t* first, int count) {
  return {first, first + count};
}

std::vector<PartitionInfo> partitions_of(const rd_kafka_metadata_topic_t& topic) {
  std::vector<PartitionInfo> result;
  for (const auto& partition :
       std::span(topic.partitions, static_cast<std::size_t>(topic.partition_cnt))) {
    result.push_back({topic.topic, partition.id, partition.leader,
                      ids(partition.replicas, partition.replica_cnt),
                      ids(partition.isrs, partition.isr_cnt)});
  }
  std::ranges::sort(result, {}, &PartitionInfo::partition);
  return result;
}

/// Waits for the first answer about the cluster. A client connects when something wants a connection,
/// and not twice in `reconnect.backoff.ms` / 2. A consumer's group does when its addresses are not
/// known yet, which uses up the try that they would have made; the group's next one comes a second
/// later. So the question is repeated, with no time to wait: it connects, and asks no broker.
char* learn_cluster_id(rd_kafka_t* rk, milliseconds wait) {
  constexpr milliseconds step{30};
  const auto deadline = deadline_after(wait);
  for (;;) {
    const auto left = left_until(deadline);
    if (char* id = rd_kafka_clusterid(rk, static_cast<int>(std::min(step, left).count())))
      return id;
    if (left <= step) return nullptr;
    const rd_kafka_metadata_t* metadata = nullptr;
    if (rd_kafka_metadata(rk, 0, nullptr, &metadata, 0) == RD_KAFKA_RESP_ERR_NO_ERROR)
      rd_kafka_metadata_destroy(metadata);
  }
}

}  // namespace

Result<void> check_connection(const MetadataQuery& query) {
  const auto ask = [&query](milliseconds wait) {
    // A client that never had an answer learns the cluster's id with the first one, which it asks
    // for by itself. A request of ours in between would make it leave out its own, and an
    // idempotent producer would then wait half a second before it asks for its id.
    if (char* known = rd_kafka_clusterid(query.rk, 0)) {
      rd_kafka_mem_free(query.rk, known);
    } else if (char* learnt = learn_cluster_id(query.rk, wait)) {
      rd_kafka_mem_free(query.rk, learnt);
      return RD_KAFKA_RESP_ERR_NO_ERROR;
    } else if (rd_kafka_controllerid(query.rk, 0) < 0) {
      return RD_KAFKA_RESP_ERR__TIMED_OUT;
    }
    const rd_kafka_metadata_t* metadata = nullptr;
    const rd_kafka_resp_err_t err =
        rd_kafka_metadata(query.rk, 0, nullptr, &metadata, static_cast<int>(wait.count()));
    if (err == RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_metadata_destroy(metadata);
    return err;
  };
  return until_answered(query, deadline_after(query.timeout), ask);
}

Result<std::vector<PartitionInfo>> partitions_for(const MetadataQuery& query, std::string_view name,
                                                  Timeout unknown_grace) {
  const auto begin = Clock::now();
  const auto deadline = deadline_after(query.timeout);
  const TopicPtr topic(rd_kafka_topic_new(query.rk, std::string(name).c_str(), nullptr));
  if (!topic) return fail(make_error(rd_kafka_last_error()).with_topic(std::string(name)));
  for (;;) {
    auto metadata = request(query, topic.get(), deadline);
    if (!metadata) return tl::unexpected(metadata.error());
    if ((*metadata)->topic_cnt != 1)
      return fail(ErrorCode::malformed_response, "the broker's metadata leaves the topic out");
    const rd_kafka_metadata_topic_t& found = (*metadata)->topics[0];
    if (found.err == RD_KAFKA_RESP_ERR_NO_ERROR) return partitions_of(found);
    const bool unknown = found.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
    const bool electing = found.err == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
    const bool again = electing || (unknown && Clock::now() - begin < unknown_grace);
    if (!again || Clock::now() >= deadline)
      return fail(make_error(found.err).with_topic(std::string(name)));
    std::this_thread::sleep_for(std::min(milliseconds(100), left_until(deadline)));
  }
}

}  // namespace kpp::client
