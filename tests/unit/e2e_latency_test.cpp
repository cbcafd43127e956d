#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cmd/e2e_latency/command.hpp"
#include "cmd/e2e_latency/positional.hpp"
#include "cmd/e2e_latency/render.hpp"

using namespace kpp::tools;
using namespace kpp::tools::e2e_latency;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> named(std::vector<const char*> words) {
  static_cast<void>(name_positional(words));
  return {words.begin(), words.end()};
}

tl::expected<Settings, UsageError> settings_of(const std::vector<const char*>& words) {
  const auto options = parse(spec(), words);
  REQUIRE(options);
  return read_settings(*options);
}

Report report_of(std::initializer_list<std::chrono::nanoseconds> latencies) {
  Report report;
  for (const auto latency : latencies) {
    report.latencies.record(std::chrono::duration_cast<std::chrono::microseconds>(latency));
    report.total += latency;
  }
  return report;
}

}  // namespace

TEST_CASE("e2e-latency: five or six words without names get them") {
  using Words = std::vector<std::string>;
  const Words five{"tool", "--bootstrap-server", "h:1", "--topic",       "t", "--num-records",
                   "10",   "--producer-acks",    "1",   "--record-size", "20"};
  CHECK(named({"tool", "h:1", "t", "10", "1", "20"}) == five);
  Words six = five;
  six.insert(six.end(), {"--command-config", "f"});
  CHECK(named({"tool", "h:1", "t", "10", "1", "20", "f"}) == six);
  CHECK(named({"tool", "h:1", "t", "10", "1"}) == Words{"tool", "h:1", "t", "10", "1"});
  CHECK(named({"tool", "--topic", "t", "--num-records", "1", "x"}).size() == 6);
  CHECK(named({"tool", "h:1", "t", "10", "1", "-5"}).back() == "-5");
  CHECK(named({"tool", "h:1", "t", "10", "1", "-5"}).size() == five.size());
}

TEST_CASE("e2e-latency: header values of -1 are null") {
  std::vector<const char*> words{"--bootstrap-server", "h:1", "--topic",         "t",
                                 "--num-records",      "1",   "--producer-acks", "all",
                                 "--record-size",      "2"};
  CHECK(settings_of(words)->shape.header_value_size == 0U);
  CHECK(!settings_of(words)->throughput);
  words.insert(words.end(), {"--record-header-size", "-1", "--throughput", "2.5"});
  CHECK(!settings_of(words)->shape.header_value_size);
  CHECK(settings_of(words)->throughput == 2.5);
}

TEST_CASE("e2e-latency: text as Kafka's tool prints it") {
  CHECK(progress_line(1000, 53079938ns) == "1000\t53.079938\n");
  CHECK(progress_line(0, 248400504ns) == "0\t248.40050399999998\n");
  CHECK(total_text(report_of({1ms, 2ms, 3999us, 250ms})) ==
        "Avg latency: 64.2498 ms\nPercentiles: 50th = 3, 99th = 250, 99.9th = 250\n");
  CHECK(total_text(report_of({25153890ns})).starts_with("Avg latency: 25.1539 ms\n"));
}

TEST_CASE("e2e-latency: JSON of a run without a record") {
  Report report;
  report.interrupted = true;
  const auto json = nlohmann::json::parse(report_json(Settings(), report));
  CHECK(json["latency_ms"].is_null());
  CHECK(json["records"] == 0);
  CHECK(json["interrupted"] == true);
}
