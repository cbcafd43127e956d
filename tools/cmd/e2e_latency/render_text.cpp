#include "cmd/e2e_latency/render.hpp"

#include <optional>

#include "common/perf/java_number.hpp"
#include "common/perf/latency_figures.hpp"
#include "common/text/java_number.hpp"

namespace kpp::tools::e2e_latency {

std::string missing_topic_line(std::string_view topic) {
  return "Topic \"" + std::string(topic) +
         "\" does not exist. Will create topic with 1 partition(s) and replication factor = 1\n";
}

std::string progress_line(std::uint64_t index, std::chrono::nanoseconds latency) {
  std::string line = std::to_string(index) + '\t';
  append_java_number(line, static_cast<double>(latency.count()) / 1000.0 / 1000.0);
  return line + '\n';
}

std::string total_text(const Report& report) {
  return "Avg latency: " + java_fixed(report.mean_ms(), 4) +
         " ms\nPercentiles: 50th = " + whole_ms(report.latencies, 0.5) +
         ", 99th = " + whole_ms(report.latencies, 0.99) +
         ", 99.9th = " + whole_ms(report.latencies, 0.999) + '\n';
}

}  // namespace kpp::tools::e2e_latency
