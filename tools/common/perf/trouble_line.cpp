#include "perf/trouble_line.hpp"

#include "perf/java_number.hpp"
#include "perf/latency_figures.hpp"

namespace kpp::tools {

std::string trouble_line(const std::vector<ErrorCount>& errors,
                         const std::optional<std::uint64_t>& retries, const Stall& stall) {
  const std::uint64_t complaints = sum_of(errors);
  if (complaints == 0 && retries.value_or(0) == 0) return {};
  std::string line = std::to_string(complaints) + " client errors, ";
  if (retries) line += std::to_string(*retries) + " records sent again, ";
  return line + "longest stall " + java_fixed(milliseconds(stall.length), 2) + " ms, begun " +
         java_fixed(milliseconds(stall.begin), 2) + " ms after the start.";
}

}  // namespace kpp::tools
