#include "perf/result/result_csv.hpp"

#include <array>
#include <charconv>
#include <string_view>

#include "formats/csv.hpp"

namespace kpp::tools {
namespace {

constexpr std::array<std::string_view, 15> columns{
    "section",       "name",       "value",   "before", "change_percent",
    "second",        "elapsed_ms", "records", "bytes",  "records_per_second",
    "mb_per_second", "p50_ms",     "p95_ms",  "p99_ms", "max_ms"};

/// The shortest digits that read back as the same number.
std::string digits(double value) {
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
          .ptr;
  return {buffer.data(), end};
}

std::string digits(const std::optional<double>& value) {
  return value ? digits(*value) : std::string();
}

class Table {
 public:
  Table() {
    for (const std::string_view column : columns) field(column);
    end_row();
  }

  void named(std::string_view section, std::string_view name, std::string_view value) {
    field(section);
    field(name);
    field(value);
    end_row();
  }

  void all(std::string_view section, const std::vector<NamedText>& texts) {
    for (const NamedText& each : texts) named(section, each.name, each.text);
  }

  void counted(std::string_view section, std::string_view name, std::string_view value,
               double records) {
    field(section);
    field(name);
    field(value);
    for (int skipped = 0; skipped < 4; ++skipped) field("");
    field(digits(records));
    end_row();
  }

  void second(const SeriesPoint& point) {
    field("series");
    for (int skipped = 0; skipped < 4; ++skipped) field("");
    for (const double value : {point.second, point.elapsed_ms, point.records, point.bytes,
                               point.records_per_second, point.mb_per_second})
      field(digits(value));
    if (const auto& latency = point.latency)
      for (const double value :
           {latency->p50_ms, latency->p95_ms, latency->p99_ms, latency->max_ms})
        field(digits(value));
    end_row();
  }

  void compared(const Difference& difference) {
    field("comparison");
    field(difference.name);
    field(digits(difference.after));
    field(digits(difference.before));
    field(digits(difference.percent()));
    end_row();
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void field(std::string_view value) {
    if (filled_++ > 0) text_ += ',';
    append_csv_field(text_, value);
  }

  /// Every row has every column.
  void end_row() {
    while (filled_ < columns.size()) field("");
    text_ += '\n';
    filled_ = 0;
  }

  std::string text_;
  std::size_t filled_ = 0;
};

}  // namespace

std::string result_csv(const PerfResult& result, const Comparison* comparison) {
  Table table;
  table.named("run", "tool", result.tool);
  table.named("run", "start", result.start);
  table.all("run", result.subject);
  for (const std::string& mark : result.marks) table.named("run", mark, "true");
  table.all("setting", result.settings);
  table.all("config", result.config);
  table.all("host", result.host);
  table.all("version", result.versions);
  for (const Figure& figure : result.figures)
    table.named("total", figure.name, digits(figure.value));
  for (const FailureReason& failure : result.failures)
    table.counted("failure", failure.code, failure.message, failure.count);
  for (const FailureReason& error : result.errors)
    table.counted("error", error.code, error.message, error.count);
  for (std::size_t i = 0; i < result.clients.size(); ++i)
    for (const Figure& each : result.clients[i])
      table.named("client", std::to_string(i + 1) + '.' + each.name, digits(each.value));
  table.all("metric", result.metrics);
  for (const SeriesPoint& point : result.series) table.second(point);
  for (const HistogramCell& cell : result.histogram)
    table.counted("histogram", "up_to_ms", digits(cell.up_to_ms), cell.records);
  if (comparison != nullptr) {
    for (const Difference& each : comparison->figures) table.compared(each);
    for (const Deviation& each : comparison->deviations)
      table.named("deviation", each.name, each.before + " -> " + each.after);
  }
  return table.take();
}

}  // namespace kpp::tools
