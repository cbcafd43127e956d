#include "cmd/consumer_perf_test/command.hpp"
#include "cmd/consumer_perf_test/render.hpp"
#include "common/perf/latency_figures.hpp"
#include "common/perf/metrics_json.hpp"
#include "common/perf/result/result_json.hpp"

namespace kpp::tools::consumer_perf_test {
namespace {

using Json = OrderedJson;

std::int64_t epoch_ms(WallTime time) {
  return time.time_since_epoch().count();
}

/// Null where no time has passed.
Json rate(double amount, Millis time) {
  if (time.count() <= 0) return nullptr;
  return amount * 1000.0 / static_cast<double>(time.count());
}

Json span_json(const Span& span) {
  const double records = static_cast<double>(span.records);
  const double mb = megabytes(span.bytes);
  Json json;
  json["records"] = span.records;
  json["bytes"] = span.bytes;
  json["elapsed_ms"] = span.elapsed.count();
  json["rebalance_ms"] = span.rebalance.count();
  json["fetch_ms"] = span.fetch().count();
  json["records_per_second"] = rate(records, span.elapsed);
  json["mb_per_second"] = rate(mb, span.elapsed);
  json["fetch_records_per_second"] = rate(records, span.fetch());
  json["fetch_mb_per_second"] = rate(mb, span.fetch());
  return json;
}

Json settings_json(const Settings& settings) {
  return {{"num_records", settings.records},
          {"group", settings.group},
          {"from_latest", settings.from_latest},
          {"timeout_ms", settings.timeout.count()},
          {"fetch_size", settings.fetch_size},
          {"socket_buffer_size", settings.socket_buffer_size},
          {"reporting_interval_ms", settings.interval.count()},
          {"topics", settings.topics},
          {"partitions", settings.partitions.empty() ? Json(nullptr) : Json(settings.partitions)},
          {"consumers", settings.consumers}};
}

}  // namespace

std::string report_json(const Settings& settings, const Report& report) {
  Json json = begin_result(spec().name, report.environment);
  json["topic"] = json_or_null(settings.topic);
  json["include"] = json_or_null(settings.include);
  json["settings"] = settings_json(settings);
  json["num_records"] = settings.records;
  json["start_ms"] = epoch_ms(report.start);
  json["end_ms"] = epoch_ms(report.end);
  json["timed_out"] = report.timed_out;
  json["interrupted"] = report.interrupted;
  json["intervals"] = Json::array();
  for (const Interval& interval : report.intervals) {
    Json entry = span_json(interval.span);
    entry["end_ms"] = epoch_ms(interval.end);
    json["intervals"].push_back(std::move(entry));
  }
  json["total"] = span_json(report.total);
  json["clients"] = Json::array();
  if (report.consumers.empty()) json["clients"].push_back(span_json(report.total));
  for (const Span& consumer : report.consumers) json["clients"].push_back(span_json(consumer));
  json["errors"] = errors_json(report.errors, "count");
  json["stall"] = stall_json(report.stall);
  if (!report.config.empty()) json["config"] = report.config;
  if (!report.metrics.empty()) json["metrics"] = metrics_json(report.metrics);
  end_result(json, report.series, report.environment);
  return json_line(json);
}

}  // namespace kpp::tools::consumer_perf_test
