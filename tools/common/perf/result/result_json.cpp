#include "perf/result/result_json.hpp"

#include "perf/latency_figures.hpp"

namespace kpp::tools {
namespace {

OrderedJson second_json(const Second& second) {
  const double seconds = std::chrono::duration<double>(second.length).count();
  OrderedJson json;
  json["second"] = second.second;
  json["elapsed_ms"] = milliseconds(second.length);
  json["records"] = second.records;
  json["bytes"] = second.bytes;
  json["records_per_second"] = static_cast<double>(second.records) / seconds;
  json["mb_per_second"] = static_cast<double>(second.bytes) / (1024.0 * 1024.0) / seconds;
  if (second.latency) {
    json["latency_ms"] = {{"p50", milliseconds(second.latency->p50)},
                          {"p95", milliseconds(second.latency->p95)},
                          {"p99", milliseconds(second.latency->p99)},
                          {"max", milliseconds(second.latency->max)}};
  } else {
    json["latency_ms"] = nullptr;
  }
  return json;
}

OrderedJson histogram_json(const Histogram& latencies) {
  OrderedJson json = OrderedJson::array();
  for (const Histogram::Cell& cell : latencies.cells())
    json.push_back({{"up_to_us", cell.highest.count()}, {"records", cell.count}});
  return json;
}

}  // namespace

OrderedJson begin_result(std::string_view tool, const Environment& environment) {
  OrderedJson json;
  json["version"] = 1;
  json["tool"] = tool;
  json["start_ms"] = environment.start.time_since_epoch().count();
  return json;
}

void end_result(OrderedJson& json, const std::vector<Second>& series, const Histogram& latencies,
                const Environment& environment) {
  end_result(json, series, environment);
  json["histogram"] = histogram_json(latencies);
}

void end_result(OrderedJson& json, const std::vector<Second>& series,
                const Environment& environment) {
  const Host& host = environment.host;
  json["host"] = {{"name", host.name},
                  {"os", host.os},
                  {"cpu", host.cpu},
                  {"cores", host.cores},
                  {"memory_bytes", host.memory_bytes}};
  json["versions"] = {{"kpp", environment.kpp_version},
                      {"librdkafka", environment.librdkafka_version},
                      {"kafka", json_or_null(environment.kafka_release)}};
  json["series"] = OrderedJson::array();
  for (const Second& second : series) json["series"].push_back(second_json(second));
}

OrderedJson errors_json(const std::vector<ErrorCount>& errors, const char* count_name) {
  OrderedJson json = OrderedJson::array();
  for (const ErrorCount& error : errors)
    json.push_back({{"code", error.code}, {"message", error.message}, {count_name, error.count}});
  return json;
}

OrderedJson stall_json(const Stall& stall) {
  const bool stalled = stall.length.count() > 0;
  return {{"longest_ms", milliseconds(stall.length)},
          {"at_ms", stalled ? OrderedJson(milliseconds(stall.begin)) : OrderedJson(nullptr)}};
}

}  // namespace kpp::tools
