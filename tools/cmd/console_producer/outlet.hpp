#pragma once

#include <chrono>
#include <memory>

#include "cmd/console_producer/arguments.hpp"
#include "kpp/transaction.hpp"

namespace kpp::tools::console_producer {

/// Where records go: straight to their topics, or into one transaction.
class Outlet {
 public:
  using Milliseconds = std::chrono::milliseconds;

  Outlet() = default;
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;
  virtual ~Outlet() = default;

  [[nodiscard]] virtual Result<void> send(const RecordView& record) = 0;
  [[nodiscard]] virtual Result<void> flush(Milliseconds timeout) = 0;
  /// Commits a transaction, or aborts it if not all went well. Fails if it could not be committed.
  [[nodiscard]] virtual Result<void> finish(bool all_went_well, Milliseconds timeout) = 0;
  virtual CloseReport close(Milliseconds timeout) = 0;
};

/// Connects: waits for a broker, and for a transaction's coordinator.
[[nodiscard]] Result<std::unique_ptr<Outlet>> open_outlet(const Plan& plan,
                                                          const ProducerOptions& options);

}  // namespace kpp::tools::console_producer
