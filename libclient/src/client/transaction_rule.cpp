// The one place that decides what follows upon an error of a transaction.

#include "kpp/transaction.hpp"

namespace kpp {

TransactionStep step_after(const Error& error) noexcept {
  // In this order: an error that asks for an abort may well have a code that elsewhere is retriable.
  if (error.fatal()) return TransactionStep::stop;
  if (error.requires_abort()) return TransactionStep::restart;
  if (error.retriable()) return TransactionStep::retry;
  return TransactionStep::stop;
}

}  // namespace kpp
