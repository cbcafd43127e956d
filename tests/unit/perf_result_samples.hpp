#pragma once

#include <nlohmann/json.hpp>
#include <string>

/// A small result of kafka-producer-perf-test as --output json prints it, with something of each kind.
inline std::string sample_result(double rate = 100, double p99 = 10, int records = 100,
                                 const std::string& topic = "t") {
  using Json = nlohmann::ordered_json;
  Json json = Json::parse(R"({
    "version": 1, "tool": "kafka-producer-perf-test", "start_ms": 1777629600000, "topic": "t",
    "settings": {"num_records": 100, "throughput": null}, "interrupted": true,
    "intervals": [{"end_ms": 5, "records": 1}],
    "total": {"records": 100, "records_per_second": 100, "latency_ms": {"p99": 10}},
    "steady_state": {"records": 50}, "retries": 1,
    "failures": [{"code": "MESSAGE_TOO_LARGE", "message": "too large, by far", "records": 3}],
    "errors": [{"code": "TRANSPORT", "message": "gone", "count": 2}],
    "config": {"linger.ms": "5"},
    "clients": [{"records": 60, "latency_ms": {"p99": 9}}, {"records": 40, "latency_ms": {"p99": 8}}],
    "host": {"name": "h", "cores": 2}, "versions": {"kpp": "1.0.0"},
    "series": [
      {"second": 0, "elapsed_ms": 1000, "records": 50, "bytes": 500, "records_per_second": 50,
       "mb_per_second": 0.5, "latency_ms": {"p50": 1, "p95": 5, "p99": 7, "max": 8}},
      {"second": 1, "elapsed_ms": 1000, "records": 50, "bytes": 500, "records_per_second": 50,
       "mb_per_second": 0.5, "latency_ms": {"p50": 2, "p95": 8, "p99": 9, "max": 10}},
      {"second": 2, "elapsed_ms": 500, "records": 0, "bytes": 0, "records_per_second": 0,
       "mb_per_second": 0, "latency_ms": null}],
    "histogram": [{"up_to_us": 1500, "records": 90}, {"up_to_us": 9500, "records": 10}]})");
  json["topic"] = topic;
  json["settings"]["num_records"] = records;
  json["total"]["records_per_second"] = rate;
  json["total"]["latency_ms"]["p99"] = p99;
  return json.dump();
}
