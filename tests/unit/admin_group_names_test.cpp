#include <doctest/doctest.h>

#include "kpp/admin.hpp"

TEST_CASE("group states and types read back from their names, in any case") {
  for (int i = 0; i <= static_cast<int>(kpp::GroupState::not_ready); ++i) {
    const auto state = static_cast<kpp::GroupState>(i);
    CHECK(kpp::parse_group_state(kpp::name(state)) == state);
  }
  for (int i = 0; i <= static_cast<int>(kpp::GroupType::streams); ++i) {
    const auto type = static_cast<kpp::GroupType>(i);
    CHECK(kpp::parse_group_type(kpp::name(type)) == type);
  }
  CHECK(kpp::parse_group_state("preparingrebalance") == kpp::GroupState::preparing_rebalance);
  CHECK(kpp::parse_group_state("STABLE") == kpp::GroupState::stable);
  CHECK(kpp::parse_group_type("cOnSuMeR") == kpp::GroupType::consumer);
  CHECK(!kpp::parse_group_state("stabl"));
  CHECK(!kpp::parse_group_state(""));
  CHECK(!kpp::parse_group_type("classics"));
}
