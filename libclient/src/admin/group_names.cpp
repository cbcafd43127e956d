#include <strings.h>
#include <array>
#include <utility>

#include "kpp/admin.hpp"

namespace kpp {
namespace {

using StateName = std::pair<GroupState, std::string_view>;
constexpr std::array state_names{
    StateName{GroupState::unknown, "Unknown"},
    StateName{GroupState::preparing_rebalance, "PreparingRebalance"},
    StateName{GroupState::completing_rebalance, "CompletingRebalance"},
    StateName{GroupState::stable, "Stable"},
    StateName{GroupState::dead, "Dead"},
    StateName{GroupState::empty, "Empty"},
    StateName{GroupState::assigning, "Assigning"},
    StateName{GroupState::reconciling, "Reconciling"},
    StateName{GroupState::not_ready, "NotReady"},
};

using TypeName = std::pair<GroupType, std::string_view>;
constexpr std::array type_names{
    TypeName{GroupType::unknown, "Unknown"},   TypeName{GroupType::classic, "Classic"},
    TypeName{GroupType::consumer, "Consumer"}, TypeName{GroupType::share, "Share"},
    TypeName{GroupType::streams, "Streams"},
};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

template <class Names, class Value>
std::string_view name_in(const Names& names, Value value) {
  for (const auto& [candidate, text] : names)
    if (candidate == value) return text;
  return "Unknown";
}

template <class Value, class Names>
std::optional<Value> value_in(const Names& names, std::string_view text) {
  for (const auto& [value, candidate] : names)
    if (equal_ignoring_case(candidate, text)) return value;
  return std::nullopt;
}

}  // namespace

std::string_view name(GroupState state) noexcept {
  return name_in(state_names, state);
}
std::string_view name(GroupType type) noexcept {
  return name_in(type_names, type);
}

std::optional<GroupState> parse_group_state(std::string_view text) noexcept {
  return value_in<GroupState>(state_names, text);
}
std::optional<GroupType> parse_group_type(std::string_view text) noexcept {
  return value_in<GroupType>(type_names, text);
}

}  // namespace kpp
