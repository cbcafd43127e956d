#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "kpp/config.hpp"
#include "perf/metrics_table.hpp"

namespace kpp::tools {

/// Makes what Kafka's tools print for --print-metrics out of librdkafka's statistics: those of the
/// Java client's metrics that mean the same there, under the same names. Totals are of the whole
/// run, and so are averages and maxima; rates, which Java's client computes over the last 30
/// seconds, are left out.
///
///     ClientMetrics metrics("producer", "perf-producer-client");
///     ClientMetrics::enable(config);
///     options.on_statistics = [&](std::string_view json) { metrics.add(json); };
///
/// Any thread.
class ClientMetrics {
 public:
  /// `kind` is "producer" or "consumer".
  ClientMetrics(std::string kind, std::string client_id);

  /// Has the client emit statistics, unless the user has chosen an interval.
  static void enable(Config& config);

  /// Adds one emission.
  void add(std::string_view json);
  /// How many emissions there were.
  [[nodiscard]] std::uint64_t emissions() const;
  /// A figure that the tool itself knows.
  void set(const std::string& name, double value);

  [[nodiscard]] Metrics metrics() const;

 private:
  /// Values of one kind over all emissions: librdkafka forgets them with each.
  struct Samples {
    double sum = 0;
    double count = 0;
    double max = 0;
  };
  struct Reader;

  [[nodiscard]] std::string name(std::string_view metric, std::string_view group,
                                 std::string_view tags) const;

  std::string kind_;
  std::string client_id_;
  mutable std::mutex mutex_;
  std::uint64_t emissions_ = 0;
  Metrics latest_;
  std::map<std::tuple<std::string, std::string, std::string>, Samples> samples_;
};

}  // namespace kpp::tools
