#include "cmd/e2e_latency/render.hpp"
#include "common/formats/json_output.hpp"
#include "common/perf/latency_figures.hpp"

namespace kpp::tools::e2e_latency {
namespace {

OrderedJson settings_json(const Settings& settings) {
  return {{"num_records", settings.records},
          {"producer_acks", settings.acks},
          {"record_size", settings.shape.value_size},
          {"record_key_size", settings.shape.key_size},
          {"num_headers", settings.shape.headers},
          {"record_header_key_size", settings.shape.header_key_size},
          {"record_header_size", json_or_null(settings.shape.header_value_size)},
          {"throughput", json_or_null(settings.throughput)}};
}

/// Null without a record.
OrderedJson latency_json(const Report& report) {
  const Histogram& latencies = report.latencies;
  if (latencies.count() == 0) return nullptr;
  OrderedJson json;
  json["min"] = milliseconds(report.least);
  json["mean"] = report.mean_ms();
  for (const auto& [name, ratio] : percentiles)
    json[name] = milliseconds(latencies.percentile(ratio));
  json["max"] = milliseconds(latencies.max());
  return json;
}

OrderedJson histogram_json(const Histogram& latencies) {
  OrderedJson json = OrderedJson::array();
  for (const Histogram::Cell& cell : latencies.cells())
    json.push_back({{"up_to_us", cell.highest.count()}, {"records", cell.count}});
  return json;
}

}  // namespace

std::string report_json(const Settings& settings, const Report& report) {
  OrderedJson json;
  json["version"] = 1;
  json["topic"] = settings.topic;
  json["settings"] = settings_json(settings);
  json["interrupted"] = report.interrupted;
  json["records"] = report.latencies.count();
  json["latency_ms"] = latency_json(report);
  json["histogram"] = histogram_json(report.latencies);
  return json_line(json);
}

}  // namespace kpp::tools::e2e_latency
