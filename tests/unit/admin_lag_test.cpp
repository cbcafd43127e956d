#include <doctest/doctest.h>

#include "kpp/admin.hpp"

TEST_CASE("lag is the end less the commit, and unknown where one of them is") {
  const auto lag = kpp::compute_lag(kpp::OffsetAndMetadata{7, {}, {}}, 10);
  CHECK(lag.committed == 7);
  CHECK(lag.end_offset == 10);
  CHECK(lag.lag == 3);
  CHECK(kpp::compute_lag(kpp::OffsetAndMetadata{10, {}, {}}, 10).lag == 0);
  CHECK(!kpp::compute_lag(std::nullopt, 10).lag);
  CHECK(!kpp::compute_lag(std::nullopt, 10).committed);
  CHECK(!kpp::compute_lag(kpp::OffsetAndMetadata{7, {}, {}}, std::nullopt).lag);
  CHECK(!kpp::compute_lag(std::nullopt, std::nullopt).end_offset);
}

TEST_CASE("lag is negative where the commit lies beyond the end, as Kafka's tools show it") {
  CHECK(kpp::compute_lag(kpp::OffsetAndMetadata{12, {}, {}}, 10).lag == -2);
}
