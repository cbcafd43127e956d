#include "cmd/producer_perf_test/header_source.hpp"

#include "common/perf/split_mix.hpp"

namespace kpp::tools::producer_perf_test {

HeaderSource::HeaderSource(std::size_t count, std::size_t value_size) {
  SplitMix random(count);
  headers_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::string value(value_size, ' ');
    for (char& letter : value) letter = static_cast<char>('A' + random.below(26));
    headers_.push_back({"header-" + std::to_string(i), std::move(value)});
    bytes_ += headers_.back().key.size() + value_size;
  }
  // The vector is complete, and moving it does not move what is in it.
  views_.reserve(count);
  for (const Header& header : headers_) views_.push_back({header.key, *header.value});
}

}  // namespace kpp::tools::producer_perf_test
