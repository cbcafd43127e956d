#pragma once
// The options of the performance tools that say what becomes of a result.

#include "options/spec.hpp"

namespace kpp::tools {

constexpr Option report_page(std::string_view section = {}) {
  return {.name = "report",
          .argument = Argument::required,
          .placeholder = "FILE.html",
          .help =
              "Write a page with charts of throughput and latency, their figures, settings and "
              "host. It is one file that needs no network. With --compare the result before is "
              "in the same charts.",
          .complete = Complete::file,
          .section = section,
          .own = true};
}

constexpr Option compare_with() {
  return {.name = "compare",
          .argument = Argument::required,
          .placeholder = "FILE.json",
          .help =
              "Compare with an earlier result of the same tool, written by --output json: a "
              "table of all figures with their change, printed after the run or, with "
              "--report, a part of the page.",
          .complete = Complete::file,
          .own = true};
}

constexpr Option from_result() {
  return {.name = "from-result",
          .argument = Argument::required,
          .placeholder = "FILE.json",
          .help =
              "Do not run. Take the result from a file that --output json has written, and "
              "print, report or compare that.",
          .complete = Complete::file,
          .own = true};
}

}  // namespace kpp::tools
