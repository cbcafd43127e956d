#include "admin/leader_rounds.hpp"

namespace kpp::admin {

Error unknown_topic(const TopicPartition& partition, const Error& why) {
  const std::string sentence = "Failed to fetch metadata for partition " + partition.to_string();
  if (why.code() == ErrorCode::unknown_topic_or_partition)
    return Error(why.code(), sentence + " because metadata for topic `" + partition.topic +
                                 "` could not be found");
  if (why.code() == ErrorCode::topic_authorization_failed)
    return Error(why.code(), sentence + " due to topic authorization failure");
  if (why.code() == ErrorCode::invalid_topic_exception)
    return Error(why.code(), sentence + " due to invalid topic `" + partition.topic + "`");
  return why;
}

}  // namespace kpp::admin
