#include "cmd/e2e_latency/command.hpp"
#include "cmd/e2e_latency/render.hpp"
#include "common/formats/json_output.hpp"
#include "common/perf/latency_figures.hpp"
#include "common/perf/result/result_json.hpp"

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
          {"throughput", json_or_null(settings.throughput)},
          {"ignore_other_records", settings.pass_over_others}};
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

/// Null where no time has passed.
OrderedJson a_second(double amount, const Report& report) {
  if (report.elapsed.count() == 0) return nullptr;
  return amount / std::chrono::duration<double>(report.elapsed).count();
}

}  // namespace

std::string report_json(const Settings& settings, const Report& report) {
  OrderedJson json = begin_result(spec().name, report.environment);
  json["topic"] = settings.topic;
  json["settings"] = settings_json(settings);
  json["interrupted"] = report.interrupted;
  json["records"] = report.latencies.count();
  json["bytes"] = report.bytes;
  json["elapsed_ms"] = milliseconds(report.elapsed);
  json["records_per_second"] = a_second(static_cast<double>(report.latencies.count()), report);
  json["mb_per_second"] = a_second(static_cast<double>(report.bytes) / (1024.0 * 1024.0), report);
  json["latency_ms"] = latency_json(report);
  std::vector<ErrorCount> failures;
  if (const auto& failure = report.failure)
    failures.push_back({std::string(name(failure->code())), failure->message(), 1});
  json["failures"] = errors_json(failures, "records");
  json["errors"] = errors_json(report.errors, "count");
  json["stall"] = stall_json(report.stall);
  json["config"] = report.config;
  end_result(json, report.series, report.latencies, report.environment);
  return json_line(json);
}

}  // namespace kpp::tools::e2e_latency
