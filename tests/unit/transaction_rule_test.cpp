// What follows upon an error of a transaction: a table of the error's three flags.

#include <doctest/doctest.h>

#include "kpp/transaction.hpp"

using namespace kpp;

namespace {

Error with(bool fatal, bool retriable, bool requires_abort) {
  return Error(ErrorCode::invalid_txn_state).with_flags(fatal, retriable, requires_abort);
}

}  // namespace

TEST_CASE("transaction rule: what is fatal stops, whatever else it is") {
  CHECK(step_after(with(true, false, false)) == TransactionStep::stop);
  CHECK(step_after(with(true, true, false)) == TransactionStep::stop);
  CHECK(step_after(with(true, false, true)) == TransactionStep::stop);
  CHECK(step_after(with(true, true, true)) == TransactionStep::stop);
}

TEST_CASE("transaction rule: what requires an abort is not merely retried") {
  CHECK(step_after(with(false, false, true)) == TransactionStep::restart);
  CHECK(step_after(with(false, true, true)) == TransactionStep::restart);
}

TEST_CASE("transaction rule: what is retriable is the same call again") {
  CHECK(step_after(with(false, true, false)) == TransactionStep::retry);
}

TEST_CASE("transaction rule: what no repetition heals stops") {
  CHECK(step_after(with(false, false, false)) == TransactionStep::stop);
}

TEST_CASE("transaction rule: codes without further knowledge") {
  CHECK(step_after(Error(ErrorCode::timed_out)) == TransactionStep::retry);
  CHECK(step_after(Error(ErrorCode::concurrent_transactions)) == TransactionStep::retry);
  CHECK(step_after(Error(ErrorCode::queue_full)) == TransactionStep::retry);
  CHECK(step_after(Error(ErrorCode::transaction_abortable)) == TransactionStep::restart);
  CHECK(step_after(Error(ErrorCode::closed)) == TransactionStep::stop);
  CHECK(step_after(Error(ErrorCode::invalid_argument)) == TransactionStep::stop);
}
