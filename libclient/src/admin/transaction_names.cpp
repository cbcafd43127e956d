#include <array>
#include <utility>

#include "kpp/admin/transactions.hpp"

namespace kpp {
namespace {

using StateName = std::pair<TransactionState, std::string_view>;
constexpr std::array names{
    StateName{TransactionState::unknown, "Unknown"},
    StateName{TransactionState::empty, "Empty"},
    StateName{TransactionState::ongoing, "Ongoing"},
    StateName{TransactionState::prepare_commit, "PrepareCommit"},
    StateName{TransactionState::prepare_abort, "PrepareAbort"},
    StateName{TransactionState::complete_commit, "CompleteCommit"},
    StateName{TransactionState::complete_abort, "CompleteAbort"},
    StateName{TransactionState::prepare_epoch_fence, "PrepareEpochFence"},
    StateName{TransactionState::dead, "Dead"},
};

}  // namespace

std::string_view name(TransactionState state) noexcept {
  for (const auto& [candidate, text] : names)
    if (candidate == state) return text;
  return "Unknown";
}

std::optional<TransactionState> parse_transaction_state(std::string_view text) noexcept {
  for (const auto& [state, candidate] : names)
    if (candidate == text) return state;
  return std::nullopt;
}

}  // namespace kpp
