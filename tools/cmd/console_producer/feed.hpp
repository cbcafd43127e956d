#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "cmd/console_producer/arguments.hpp"
#include "cmd/console_producer/console.hpp"
#include "cmd/console_producer/inputs.hpp"
#include "cmd/console_producer/sender.hpp"
#include "common/command.hpp"
#include "perf/throttler.hpp"

namespace kpp::tools::console_producer {

/// One run from the first record to the last.
class Feed {
 public:
  Feed(const Plan& plan, Inputs& inputs, Sender& sender, Console& console, Context& context,
       std::stop_token stop);

  /// False if the run ended early; what for has been said.
  bool send_all();

 private:
  void prompt();
  bool send(const ParsedRecord& record);
  bool refuse_too_long();
  bool leave_out(std::string_view why);
  void note_replaced();
  void note_stop();

  const Plan& plan_;
  Inputs& inputs_;
  Sender& sender_;
  Console& console_;
  Context& context_;
  std::stop_token stop_;
  Throttler throttler_;
  const bool interactive_;
  bool said_replaced_ = false;
};

}  // namespace kpp::tools::console_producer
