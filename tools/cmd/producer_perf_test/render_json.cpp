#include <array>
#include <cmath>

#include "cmd/producer_perf_test/command.hpp"
#include "cmd/producer_perf_test/render.hpp"
#include "common/perf/metrics_json.hpp"
#include "common/perf/result/result_json.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

using Json = OrderedJson;

Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

void add_rates(Json& json, std::uint64_t records, std::uint64_t bytes,
               std::chrono::microseconds time) {
  json["records"] = records;
  json["bytes"] = bytes;
  json["records_per_second"] = number(per_second(static_cast<double>(records), time));
  json["mb_per_second"] = number(per_second(megabytes(bytes), time));
}

Json window_json(const Window& window) {
  Json json;
  json["end_ms"] = milliseconds(window.since_start);
  json["elapsed_ms"] = milliseconds(window.length);
  json["steady_state"] = window.steady;
  add_rates(json, window.records, window.bytes, window.length);
  json["latency_ms"] = {{"mean", number(window.mean_ms)}, {"max", window.max_ms}};
  return json;
}

Json latency_json(const Histogram& latencies) {
  Json json;
  json["mean"] = number(latencies.mean_ms());
  json["max"] = milliseconds(latencies.max());
  for (const auto& [name, ratio] : percentiles)
    json[name] =
        latencies.count() == 0 ? Json(nullptr) : Json(milliseconds(latencies.percentile(ratio)));
  return json;
}

Json total_json(const Total& total) {
  Json json;
  json["elapsed_ms"] = milliseconds(total.elapsed);
  add_rates(json, total.records(), total.bytes, total.elapsed);
  json["latency_ms"] = latency_json(total.latencies);
  json["scheduled_latency_ms"] = total.scheduled ? latency_json(*total.scheduled) : Json(nullptr);
  return json;
}

Json settings_json(const Settings& settings) {
  Json json;
  json["num_records"] = settings.records;
  json["warmup_records"] = settings.warmup;
  json["throughput"] = settings.throughput < 0 ? Json(nullptr) : Json(settings.throughput);
  const auto& size = settings.record_size;
  const bool fixed = size && size->least == size->most;
  json["record_size"] = fixed ? Json(size->most) : Json(nullptr);
  json["record_size_range"] = size && !fixed ? Json{size->least, size->most} : Json(nullptr);
  json["compressible"] = settings.compressible ? Json(*settings.compressible) : Json(nullptr);
  json["payload_file"] = settings.payload_file ? Json(*settings.payload_file) : Json(nullptr);
  json["payload_monotonic"] = settings.monotonic;
  json["reporting_interval_ms"] = settings.interval.count();
  json["transaction_duration_ms"] =
      settings.transactional ? Json(settings.transaction_duration.count()) : Json(nullptr);
  json["topics"] = settings.topics;
  json["partitions"] = settings.partitions.empty() ? Json(nullptr) : Json(settings.partitions);
  json["producers"] = settings.producers;
  constexpr std::array distributions{"none", "uniform", "zipf"};
  json["key_distribution"] = distributions[static_cast<std::size_t>(settings.key_distribution)];
  json["keys"] = settings.keys > 0 ? Json(settings.keys) : Json(nullptr);
  json["headers"] = settings.headers;
  json["header_size"] = settings.headers > 0 ? Json(settings.header_size) : Json(nullptr);
  json["max_bytes"] = settings.max_bytes ? Json(*settings.max_bytes) : Json(nullptr);
  return json;
}

}  // namespace

std::string report_json(const Settings& settings, const Report& report) {
  Json json = begin_result(spec().name, report.environment);
  json["topic"] = settings.topic;
  json["settings"] = settings_json(settings);
  json["interrupted"] = report.interrupted;
  json["intervals"] = Json::array();
  for (const Window& window : report.windows) json["intervals"].push_back(window_json(window));
  json["total"] = total_json(report.whole);
  json["steady_state"] = report.steady ? total_json(*report.steady) : Json(nullptr);
  json["failures"] = errors_json(report.failures, "records");
  json["clients"] = Json::array();
  if (report.producers.empty()) json["clients"].push_back(total_json(report.whole));
  for (const Total& producer : report.producers) json["clients"].push_back(total_json(producer));
  json["errors"] = errors_json(report.errors, "count");
  json["retries"] = report.retries ? Json(*report.retries) : Json(nullptr);
  json["stall"] = stall_json(report.stall);
  json["limit_reached"] = report.limit_reached;
  if (!report.config.empty()) json["config"] = report.config;
  if (!report.metrics.empty()) json["metrics"] = metrics_json(report.metrics);
  end_result(json, report.series, report.whole.latencies, report.environment);
  return json_line(json);
}

}  // namespace kpp::tools::producer_perf_test
