#pragma once
// The figures that metrics_produce sends.

#include <array>
#include <fstream>
#include <string>

struct Metric {
  const char* name;
  const char* file;
  const char* label;  // the word before the figure; empty: it is the first word
};
constexpr std::array<Metric, 5> metrics{{{"load", "/proc/loadavg", ""},
                                         {"uptime_seconds", "/proc/uptime", ""},
                                         {"available_kb", "/proc/meminfo", "MemAvailable:"},
                                         {"context_switches", "/proc/stat", "ctxt"},
                                         {"processes_started", "/proc/stat", "processes"}}};

inline std::string read(const Metric& metric) {
  std::ifstream file(metric.file);
  std::string word;
  if (*metric.label != '\0') {
    while (file >> word && word != metric.label) continue;
  }
  file >> word;
  return file ? word : "";
}
