#pragma once
/// \file
/// What a client says outside of its calls: log lines and connection errors.
///
///     kpp::ProducerOptions options;
///     options.on_error = [](const kpp::Error& error) { std::cerr << error.to_string() << '\n'; };
///     options.on_log = [](kpp::LogLevel, std::string_view facility, std::string_view text) {
///       std::clog << facility << ": " << text << '\n';
///     };
///
/// The library itself never prints: without a sink, log lines are dropped.
///
/// Threads: a producer's sinks run on its event thread, a consumer's on the thread that is inside
/// one of its calls. They are never called with a lock of the client held, so a sink may call the
/// client again where the client's own rules allow it. An exception that leaves a sink is caught
/// and counted (`handler_failures`).

#include <functional>
#include <string_view>

#include "kpp/error.hpp"

namespace kpp {

/// Severity as syslog numbers it; smaller is worse.
enum class LogLevel {
  emergency = 0,
  alert = 1,
  critical = 2,
  error = 3,
  warning = 4,
  notice = 5,
  info = 6,
  debug = 7,
};

/// Gets one line of the client's log. Both views are valid during the call only.
using LogSink =
    std::function<void(LogLevel level, std::string_view facility, std::string_view text)>;

/// Gets the client's own statistics every `statistics.interval.ms` (which must be set): a JSON object
/// as librdkafka documents it in STATISTICS.md. The view is valid during the call only.
using StatisticsSink = std::function<void(std::string_view json)>;

/// Gets errors that belong to no call: a broker that cannot be reached, a rejected login, a fatal
/// client error. Most of them heal by themselves; `Error::fatal()` tells the one that does not.
using ErrorSink = std::function<void(const Error& error)>;

}  // namespace kpp
