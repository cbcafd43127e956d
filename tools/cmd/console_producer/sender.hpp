#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "cmd/console_producer/arguments.hpp"
#include "cmd/console_producer/console.hpp"
#include "cmd/console_producer/outlet.hpp"
#include "io/signals.hpp"

namespace kpp::tools::console_producer {

/// The size by which Java's producer accepts or refuses a record: an upper bound of what it takes on
/// the wire.
[[nodiscard]] std::uint64_t serialized_size(std::optional<std::uint64_t> key,
                                            std::optional<std::uint64_t> value,
                                            std::span<const HeaderView> headers);

/// Why a record of this size can never be sent, in Kafka's words; nothing if it can.
[[nodiscard]] std::optional<std::string> too_large(const Plan& plan, std::uint64_t size);

/// Records on their way to the broker.
class Sender {
 public:
  Sender(const Plan& plan, Outlet& outlet, Console& console, const StopOnSignal& signals)
      : plan_(plan), outlet_(outlet), console_(console), signals_(signals) {}

  /// False if nothing more can be sent; the reason has been said.
  bool send(const RecordView& record);
  /// A record that is not even offered to the client.
  void refuse(const Undelivered& record);
  /// A line that is no record, and is left out.
  void skip() noexcept;
  /// Waits until what was accepted is delivered or given up: at the end of the input as long as the
  /// client tries, after a signal a few seconds.
  void drain();
  /// Records that were read, and those that `refuse` or the queue turned away.
  [[nodiscard]] std::uint64_t read() const noexcept { return read_; }
  [[nodiscard]] std::uint64_t refused() const noexcept { return refused_; }

 private:
  const Plan& plan_;
  Outlet& outlet_;
  Console& console_;
  const StopOnSignal& signals_;
  std::uint64_t read_ = 0;
  std::uint64_t refused_ = 0;
};

}  // namespace kpp::tools::console_producer
