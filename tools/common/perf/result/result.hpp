#pragma once
// What a performance tool has found out, whichever of them it was: what --output csv, --report and
// --compare work on.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kpp::tools {

/// "record_size" and "100". Null in JSON is an empty text.
struct NamedText {
  std::string name;
  std::string text;
};

/// One number of the summary, by its place in the JSON object: "records_per_second",
/// "latency_ms.p99", "steady_state.records".
struct Figure {
  std::string name;
  double value = 0;
};

struct SecondFigures {
  double p50_ms = 0;
  double p95_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
};

struct SeriesPoint {
  double second = 0;
  double elapsed_ms = 1000;
  double records = 0;
  double bytes = 0;
  double records_per_second = 0;
  double mb_per_second = 0;
  std::optional<SecondFigures> latency;
};

struct HistogramCell {
  double up_to_ms = 0;
  double records = 0;
};

/// What went wrong for one reason, and how often.
struct FailureReason {
  std::string code;
  std::string message;
  double count = 0;
};

struct PerfResult {
  std::string tool;                // "kafka-producer-perf-test"
  std::string start;               // "2026-11-21T19:00:24.123Z"; empty if unknown
  std::vector<NamedText> subject;  // what was measured: topic, include
  std::vector<std::string> marks;  // "interrupted", "timed out"
  std::vector<NamedText> settings;
  std::vector<NamedText> host;
  std::vector<NamedText> versions;
  std::vector<Figure> figures;
  std::vector<SeriesPoint> series;
  std::vector<HistogramCell> histogram;      // rising
  std::vector<FailureReason> failures;       // of records
  std::vector<FailureReason> errors;         // of the client: connections lost, and why
  std::vector<std::vector<Figure>> clients;  // each one's part, if there were several
  std::vector<NamedText> config;             // the client's settings in effect
  std::vector<NamedText> metrics;
};

}  // namespace kpp::tools
