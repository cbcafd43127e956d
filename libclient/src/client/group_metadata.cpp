// What a consumer tells a transaction: its place in the group.

#include "client/group_metadata.hpp"

#include <memory>
#include <utility>

#include "client/consumer_impl.hpp"

namespace kpp {

namespace {

bool is_member(rd_kafka_t* rk) {
  char* id = rd_kafka_memberid(rk);
  if (id == nullptr) return false;
  const bool known = *id != '\0';
  rd_kafka_mem_free(rk, id);
  return known;
}

}  // namespace

Result<GroupMetadata> Consumer::Impl::group_metadata() {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  if (auto group = check_group(); !group) return tl::unexpected(group.error());
  auto native = std::make_shared<GroupMetadata::Native>();
  native->metadata.reset(rd_kafka_consumer_group_metadata(rk_));
  if (!native->metadata) return fail(ErrorCode::invalid_group_id);
  // Asked afterwards: an expelled member has no generation any more, and a broker takes offsets without one from anybody.
  if (rd_kafka_assignment_lost(rk_) != 0 || (subscribed_ && !is_member(rk_))) {
    const Error lost(ErrorCode::illegal_generation,
                     "The group has gone on without this consumer: its partitions are lost");
    return fail(lost.with_flags(false, false, true));
  }
  return GroupMetadata(std::move(native));
}

}  // namespace kpp
