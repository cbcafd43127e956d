#include <array>

#include "cmd/producer_perf_test/render.hpp"
#include "common/perf/java_number.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

std::string rates(std::uint64_t records, std::uint64_t bytes, std::chrono::microseconds time,
                  int record_digits) {
  return java_fixed(per_second(static_cast<double>(records), time), record_digits) +
         " records/sec (" + java_fixed(per_second(megabytes(bytes), time), 2) + " MB/sec), ";
}

std::string total_line(const Total& total, const char* what) {
  const Histogram& latencies = total.latencies;
  return std::to_string(total.records()) + what + " records sent, " +
         rates(total.records(), total.bytes, total.elapsed, 6) +
         java_fixed(latencies.mean_ms(), 2) + " ms avg latency, " +
         java_fixed(milliseconds(latencies.max()), 2) + " ms max latency, " +
         whole_ms(latencies, 0.5) + " ms 50th, " + whole_ms(latencies, 0.95) + " ms 95th, " +
         whole_ms(latencies, 0.99) + " ms 99th, " + whole_ms(latencies, 0.999) + " ms 99.9th.\n";
}

std::string percentiles_line(const std::string& what, const Histogram& latencies) {
  constexpr std::array names{"50th", "75th", "90th", "95th", "99th", "99.9th", "99.99th"};
  static_assert(names.size() == percentiles.size());
  std::string line = what + ": " + java_fixed(latencies.mean_ms(), 2) + " ms avg, " +
                     java_fixed(milliseconds(latencies.max()), 2) + " ms max";
  for (std::size_t i = 0; i < names.size(); ++i) {
    line += ", " + java_fixed(milliseconds(latencies.percentile(percentiles[i].ratio)), 2) +
            " ms " + names[i];
  }
  return line + ".\n";
}

std::string percentiles_text(const Total& total, const std::string& which) {
  std::string text = percentiles_line(which + "latency from the send", total.latencies);
  if (total.scheduled)
    text += percentiles_line(which + "latency from the intended send time", *total.scheduled);
  return text;
}

}  // namespace

std::string warmup_line(std::uint64_t records) {
  return "Warmup first " + std::to_string(records) +
         " records. Steady state results will print after the complete test summary.\n";
}

std::string window_text(const Window& window) {
  return std::string(window.first_steady ? "In steady state.\n" : "") +
         std::to_string(window.records) + " records sent, " +
         rates(window.records, window.bytes, window.length, 1) + java_fixed(window.mean_ms, 1) +
         " ms avg latency, " + java_fixed(window.max_ms, 1) + " ms max latency.\n";
}

std::string total_text(const Settings& settings, const Report& report) {
  std::string text;
  for (std::size_t i = 0; i < report.producers.size(); ++i)
    text += "producer " + std::to_string(i + 1) + ": " + total_line(report.producers[i], "");
  text += total_line(report.whole, "");
  if (report.steady) text += total_line(*report.steady, " steady state");
  if (settings.print_percentiles) {
    text += percentiles_text(report.whole, "");
    if (report.steady) text += percentiles_text(*report.steady, "steady state ");
  }
  return text + metrics_table(report.metrics);
}

}  // namespace kpp::tools::producer_perf_test
