#include "kpp/admin.hpp"

namespace kpp {

PartitionLag compute_lag(const std::optional<OffsetAndMetadata>& committed,
                         std::optional<std::int64_t> end_offset) noexcept {
  PartitionLag lag;
  if (committed) lag.committed = committed->offset;
  lag.end_offset = end_offset;
  if (lag.committed && end_offset) lag.lag = *end_offset - *lag.committed;
  return lag;
}

}  // namespace kpp
