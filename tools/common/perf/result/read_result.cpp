#include "perf/result/read_result.hpp"

#include <algorithm>
#include <array>

#include "formats/json_file.hpp"
#include "formats/json_output.hpp"
#include "formats/rfc3339.hpp"

namespace kpp::tools {
namespace {

/// What is no figure of the summary although it is a number, or holds some.
constexpr std::array<std::string_view, 10> no_figures{
    "version", "start_ms", "end_ms",  "num_records", "settings",
    "host",    "versions", "metrics", "config",      "comparison"};

// A result has a few levels. Whoever walks through very many runs out of stack.
constexpr int most_levels = 50;

/// Null for what is no JSON, or too deep.
OrderedJson parse(std::string_view text) {
  bool too_deep = false;
  const auto look = [&](int depth, OrderedJson::parse_event_t, const OrderedJson&) {
    too_deep = too_deep || depth > most_levels;
    return !too_deep;
  };
  OrderedJson parsed = OrderedJson::parse(text, look, /*allow_exceptions=*/false);
  return too_deep ? OrderedJson() : parsed;
}

const OrderedJson& member(const OrderedJson& json, std::string_view key) {
  static const OrderedJson nothing;
  if (!json.is_object()) return nothing;
  const auto found = json.find(key);
  return found == json.end() ? nothing : *found;
}

double number(const OrderedJson& json, std::string_view key) {
  const OrderedJson& field = member(json, key);
  return field.is_number() ? field.get<double>() : 0;
}

std::string shown(const OrderedJson& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  if (value.is_array()) {
    std::string list;
    for (const OrderedJson& each : value) list += (list.empty() ? "" : ", ") + shown(each);
    return list;
  }
  return value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string text(const OrderedJson& json, std::string_view key) {
  const OrderedJson& field = member(json, key);
  return field.is_string() ? field.get<std::string>() : std::string();
}

/// Objects inside are named through: "latency_ms.p99".
void add_texts(std::vector<NamedText>& texts, const OrderedJson& json, const std::string& prefix) {
  for (const auto& [key, value] : json.items()) {
    if (value.is_object()) {
      add_texts(texts, value, prefix + key + '.');
    } else {
      texts.push_back({prefix + key, shown(value)});
    }
  }
}

std::vector<NamedText> texts_of(const OrderedJson& json) {
  std::vector<NamedText> texts;
  if (json.is_object()) add_texts(texts, json, "");
  return texts;
}

void add_figures(std::vector<Figure>& figures, const OrderedJson& json, const std::string& prefix) {
  for (const auto& [key, value] : json.items()) {
    if (value.is_number()) figures.push_back({prefix + key, value.get<double>()});
    if (value.is_object()) add_figures(figures, value, prefix + key + '.');
  }
}

std::vector<Figure> figures_of(const OrderedJson& json) {
  std::vector<Figure> figures;
  for (const auto& [key, value] : json.items()) {
    if (std::ranges::find(no_figures, key) != no_figures.end()) continue;
    if (value.is_number()) figures.push_back({key, value.get<double>()});
    if (value.is_object()) add_figures(figures, value, key == "total" ? "" : key + '.');
  }
  return figures;
}

std::vector<std::string> marks_of(const OrderedJson& json) {
  std::vector<std::string> marks;
  for (const auto& [key, value] : json.items()) {
    if (!value.is_boolean() || !value.get<bool>()) continue;
    marks.push_back(key);
    std::ranges::replace(marks.back(), '_', ' ');
  }
  return marks;
}

std::vector<SeriesPoint> series_of(const OrderedJson& json) {
  std::vector<SeriesPoint> series;
  if (!json.is_array()) return series;
  for (const OrderedJson& second : json) {
    SeriesPoint point;
    point.second = number(second, "second");
    if (member(second, "elapsed_ms").is_number()) point.elapsed_ms = number(second, "elapsed_ms");
    point.records = number(second, "records");
    point.bytes = number(second, "bytes");
    point.records_per_second = number(second, "records_per_second");
    point.mb_per_second = number(second, "mb_per_second");
    if (const OrderedJson& latency = member(second, "latency_ms"); latency.is_object())
      point.latency = SecondFigures{number(latency, "p50"), number(latency, "p95"),
                                    number(latency, "p99"), number(latency, "max")};
    series.push_back(point);
  }
  return series;
}

std::vector<HistogramCell> histogram_of(const OrderedJson& json) {
  std::vector<HistogramCell> cells;
  if (!json.is_array()) return cells;
  for (const OrderedJson& cell : json) {
    const double records = number(cell, "records");
    if (records > 0) cells.push_back({number(cell, "up_to_us") / 1000.0, records});
  }
  std::ranges::sort(cells, {}, &HistogramCell::up_to_ms);
  return cells;
}

std::vector<FailureReason> reasons_of(const OrderedJson& json, const char* count) {
  std::vector<FailureReason> failures;
  if (!json.is_array()) return failures;
  for (const OrderedJson& failure : json)
    failures.push_back({text(failure, "code"), text(failure, "message"), number(failure, count)});
  return failures;
}

std::string start_of(const OrderedJson& json) {
  const OrderedJson& field = member(json, "start_ms");
  std::string start;
  // Left empty by a year that cannot be.
  if (field.is_number_integer())
    static_cast<void>(append_rfc3339(start, field.get<std::int64_t>()));
  return start;
}

}  // namespace

Result<PerfResult> read_result(std::string_view json, std::string_view name) {
  const OrderedJson parsed = parse(json);
  PerfResult result;
  result.tool = text(parsed, "tool");
  const OrderedJson& version = member(parsed, "version");
  if (result.tool.empty() || !version.is_number())
    return kpp::fail(
        ErrorCode::invalid_argument,
        std::string(name) + " is not what a performance tool prints with --output json.");
  if (version != 1)
    return kpp::fail(ErrorCode::invalid_argument, std::string(name) + " is a result of version " +
                                                      version.dump() +
                                                      ", of which only 1 is known here.");
  result.start = start_of(parsed);
  for (const char* key : {"topic", "include"}) {
    const OrderedJson& field = member(parsed, key);
    if (!field.is_null()) result.subject.push_back({key, shown(field)});
  }
  result.marks = marks_of(parsed);
  result.settings = texts_of(member(parsed, "settings"));
  result.host = texts_of(member(parsed, "host"));
  result.versions = texts_of(member(parsed, "versions"));
  result.figures = figures_of(parsed);
  result.series = series_of(member(parsed, "series"));
  result.histogram = histogram_of(member(parsed, "histogram"));
  result.failures = reasons_of(member(parsed, "failures"), "records");
  result.errors = reasons_of(member(parsed, "errors"), "count");
  // A single one is the whole.
  if (const OrderedJson& clients = member(parsed, "clients");
      clients.is_array() && clients.size() > 1) {
    for (const OrderedJson& client : clients)
      if (client.is_object()) add_figures(result.clients.emplace_back(), client, "");
  }
  result.config = texts_of(member(parsed, "config"));
  result.metrics = texts_of(member(parsed, "metrics"));
  return result;
}

Result<PerfResult> read_result_file(const std::string& path) {
  const Result<std::string> text = read_text_file(path);
  if (!text) return tl::unexpected(text.error());
  return read_result(*text, path);
}

}  // namespace kpp::tools
