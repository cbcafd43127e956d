#include "cmd/producer_perf_test/record_source.hpp"

#include <utility>

namespace kpp::tools::producer_perf_test {

RecordSource::RecordSource(const Settings& settings, PayloadSource payloads, std::size_t number)
    : settings_(settings),
      payloads_(std::move(payloads)),
      keys_(settings.key_distribution, settings.keys, ~std::uint64_t{number}),
      headers_(settings.headers, settings.header_size) {}

RecordView RecordSource::next(std::uint64_t index) {
  const auto& topics = settings_.topics;
  const auto& partitions = settings_.partitions;
  RecordView record{.topic = topics.size() == 1 ? topics.front() : topics[index % topics.size()],
                    .key = keys_.next(),
                    .value = payloads_.next(index),
                    .headers = headers_.views()};
  if (!partitions.empty()) record.partition = partitions[index / topics.size() % partitions.size()];
  return record;
}

std::size_t RecordSource::bytes_of(const RecordView& record) const noexcept {
  return (record.key ? record.key->size() : 0) + (record.value ? record.value->size() : 0) +
         headers_.bytes();
}

}  // namespace kpp::tools::producer_perf_test
