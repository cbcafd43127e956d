#pragma once

#include <cstdint>

#include "cmd/producer_perf_test/header_source.hpp"
#include "cmd/producer_perf_test/key_source.hpp"
#include "cmd/producer_perf_test/payload.hpp"
#include "cmd/producer_perf_test/settings.hpp"
#include "kpp/record.hpp"

namespace kpp::tools::producer_perf_test {

/// One producer's records, one after the other, the same in every run. None is allocated.
class RecordSource {
 public:
  /// `settings` must outlive it; `number` is the producer's, from 0.
  RecordSource(const Settings& settings, PayloadSource payloads, std::size_t number);

  /// Record number `index` of the whole run, without a tag: the topics take turns, and so do the partitions of each. Its
  /// views are valid until the next call.
  [[nodiscard]] RecordView next(std::uint64_t index);

  /// What of a record is the user's: key, value and headers.
  [[nodiscard]] std::size_t bytes_of(const RecordView& record) const noexcept;

 private:
  const Settings& settings_;
  PayloadSource payloads_;
  KeySource keys_;
  HeaderSource headers_;
};

}  // namespace kpp::tools::producer_perf_test
