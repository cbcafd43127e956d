#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "cmd/producer_perf_test/command.hpp"
#include "cmd/producer_perf_test/payload.hpp"
#include "cmd/producer_perf_test/recorder.hpp"
#include "cmd/producer_perf_test/render.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::producer_perf_test;
using Json = nlohmann::json;
using Clock = Recorder::Clock;
using std::chrono::microseconds;

namespace {

using Words = std::vector<const char*>;

tl::expected<Settings, UsageError> settings_of(const Words& words) {
  const auto options = parse(spec(), words);
  if (!options) return tl::unexpected(options.error());
  return read_settings(*options);
}

std::string error_of(Words words) {
  const auto settings = settings_of(words);
  return settings ? "" : settings.error().message;
}

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

const Words complete{"--topic",
                     "t",
                     "--num-records",
                     "10",
                     "--throughput",
                     "-1",
                     "--record-size",
                     "10",
                     "--bootstrap-server",
                     "localhost:9092"};

std::string pieces(std::string_view text, std::string_view delimiter) {
  const auto split = split_payloads(text, delimiter);
  if (!split) return split.error();
  std::string joined = std::to_string(split->size());
  for (const std::string& piece : *split) joined += '/' + piece;
  return joined;
}

/// A run whose clock the test turns.
struct Scene {
  Clock::time_point start = Clock::now();
  std::vector<Window> shown;
  std::vector<std::string> complaints;
  ErrorCounter failures{[this](const Error& error) { complaints.push_back(error.message()); }};
  Recorder recorder;

  explicit Scene(std::uint64_t warmup = 0,
                 std::chrono::milliseconds interval = std::chrono::seconds(5))
      : Scene(RecorderPlan{.warmup = warmup, .interval = interval}) {}
  explicit Scene(const RecorderPlan& plan)
      : recorder(start, plan, failures, [this](const Window& w) { shown.push_back(w); }) {}

  std::uint64_t send(std::uint64_t index, int at_ms, int late_ms = 0) {
    return recorder.tag_of(index, start + std::chrono::milliseconds(at_ms),
                           std::chrono::milliseconds(late_ms));
  }
  void acknowledge(std::vector<std::uint64_t> tags, int at_ms, std::size_t producer = 0) {
    std::vector<Delivery> batch(tags.size());
    for (std::size_t i = 0; i < tags.size(); ++i) {
      batch[i].tag = tags[i];
      batch[i].value = std::string_view("0123456789");
    }
    recorder.on_deliveries(batch, start + std::chrono::milliseconds(at_ms), producer);
  }
  void fail(std::uint64_t tag, int at_ms, ErrorCode code, Persisted persisted) {
    Delivery delivery;
    delivery.tag = tag;
    delivery.persisted = persisted;
    delivery.error = Error(code);
    recorder.on_deliveries({&delivery, 1}, start + std::chrono::milliseconds(at_ms));
  }
  Report finish(int at_ms) {
    Report report;
    recorder.finish(report, start + std::chrono::milliseconds(at_ms));
    return report;
  }
};

}  // namespace

TEST_SUITE("producer perf: command line") {
  TEST_CASE("complete") {
    const auto settings = settings_of(complete);
    REQUIRE(settings);
    CHECK(settings->topic == "t");
    CHECK(settings->records == 10);
    CHECK(settings->throughput == -1);
    CHECK(settings->record_size->least == 10);
    CHECK(settings->record_size->most == 10);
    CHECK(settings->delimiter == "\n");
    CHECK(settings->interval == std::chrono::seconds(5));
    CHECK(settings->warmup == 0);
    CHECK_FALSE(settings->transactional);
  }

  TEST_CASE("beginnings of names, old spellings, several words") {
    const auto settings = settings_of({"--top", "t", "--num-r", "10", "--thr", "1.5", "--payload-m",
                                       "--producer-props", "bootstrap.servers=b", "linger.ms=3"});
    REQUIRE(settings);
    CHECK(settings->throughput == 1.5);
    CHECK(settings->monotonic);
    CHECK(error_of({"--t", "x"}) ==
          "ambiguous option: --t could match --topic, --throughput, --transactional-id, "
          "--transaction-duration-ms");
    // What Kafka's tool does not have takes nothing away from its beginnings.
    CHECK(settings_of(with(complete, {"--rep", "300"}))->interval ==
          std::chrono::milliseconds(300));
  }

  TEST_CASE("what is missing, in the order in which Kafka's tool looks") {
    CHECK(error_of({"--topic", "t"}) == "argument --throughput is required");
    CHECK(error_of({"--throughput", "1"}) == "argument --num-records is required");
    CHECK(error_of({"--throughput", "1", "--num-records", "1"}) == "argument --topic is required");
    CHECK(error_of({"--throughput", "1", "--num-records", "1", "--topic", "t"}) ==
          "one of the arguments --record-size --payload-file --payload-monotonic is required");
    CHECK(error_of(
              {"--throughput", "1", "--num-records", "1", "--topic", "t", "--payload-monotonic"}) ==
          "At least one of --bootstrap-server, --command-property, --producer-props, "
          "--producer.config or --command-config must be specified.");
  }

  TEST_CASE("what contradicts or is out of range") {
    CHECK(error_of(with(complete, {"--payload-monotonic"})) ==
          "argument --payload-monotonic: not allowed with argument --record-size");
    CHECK(error_of(with(complete, {"--warmup-records", "10"})) ==
          "The value for --warmup-records must be strictly fewer than the number of records in the "
          "test, --num-records.");
    CHECK(error_of(with(complete, {"--warmup-records", "-3"})).empty());
    CHECK(error_of(with(complete, {"--reporting-interval", "0"})) ==
          "--reporting-interval should be greater than zero.");
    CHECK(error_of(with(complete, {"--transaction-duration-ms", "0"})) ==
          "--transaction-duration-ms should be greater than zero.");
    Words none = complete;
    none[3] = "0";
    CHECK(error_of(none) == "--num-records should be greater than zero.");
    Words empty = complete;
    empty[7] = "0";
    CHECK(error_of(empty) == "--record-size should be greater than zero.");
    Words no_number = complete;
    no_number[5] = "nan";
    CHECK(error_of(no_number) == "--throughput should be a number.");
    Words text = complete;
    text[3] = "abc";
    CHECK(error_of(text) ==
          "argument --num-records: could not convert 'abc' to Long (For input string: \"abc\")");
  }

  TEST_CASE("transactions are seen") {
    const auto named = settings_of(with(complete, {"--transactional-id", "x"}));
    CHECK(named->transactional);
    CHECK(named->transactional_id == "x");
    CHECK(named->transaction_duration == std::chrono::milliseconds(3000));
    const auto timed = settings_of(with(complete, {"--transaction-duration-ms", "5"}));
    CHECK(timed->transactional);
    CHECK_FALSE(timed->transactional_id);
    CHECK(timed->transaction_duration == std::chrono::milliseconds(5));
    CHECK(error_of(with(complete, {"--transactional-id", ""})) ==
          "--transactional-id should not be empty.");
  }
}

TEST_SUITE("producer perf: payloads") {
  TEST_CASE("letters: of the size asked for, all of A to Z, the same in every run") {
    for (const std::size_t size : {1U, 7U, 8U, 9U, 100U}) {
      PayloadSource source = PayloadSource::random_letters({size, size});
      PayloadSource again = PayloadSource::random_letters({size, size});
      const std::string first(source.next(0));
      CHECK(first.size() == size);
      CHECK(again.next(0) == first);
      CHECK((size == 1 || source.next(1) != first));
    }
    PayloadSource source = PayloadSource::random_letters({1000, 1000});
    std::map<char, int> counts;
    for (int i = 0; i < 100; ++i)
      for (const char c : source.next(0)) ++counts[c];
    CHECK(counts.size() == 26);
    CHECK(counts.begin()->first == 'A');
    CHECK(counts.rbegin()->first == 'Z');
    for (const auto& [letter, count] : counts) {
      CHECK(count > 100'000 / 26 * 85 / 100);
      CHECK(count < 100'000 / 26 * 115 / 100);
    }
  }

  TEST_CASE("numbers") {
    PayloadSource source = PayloadSource::monotonic();
    CHECK(source.next(0) == "0");
    CHECK(source.next(42) == "42");
    CHECK(source.next(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  }

  TEST_CASE("picked ones") {
    PayloadSource source = PayloadSource::pick_from({"a", "bb", ""});
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 100; ++i) seen.emplace(source.next(i));
    CHECK(seen == std::set<std::string>{"a", "bb", ""});
  }

  // Each expectation is what java.util.Scanner answers.
  TEST_CASE("cutting a file at a literal") {
    CHECK(pieces("aaa\nbb\n\nc\n\n", "\n") == "5/aaa/bb//c/");
    CHECK(pieces("x", "\n") == "1/x");
    CHECK(pieces("\nx\n", "\n") == "1/x");
    CHECK(pieces("\n\nx", "\n") == "2//x");
    CHECK(pieces("\n", "\n") == "0");
    CHECK(pieces("\n\n", "\n") == "1/");
    CHECK(pieces("x\n\n\n", "\n") == "3/x//");
    CHECK(pieces("abcabcabc", "abc") == "2//");
    CHECK(pieces("aa\n\nbb", "\n\n") == "2/aa/bb");
  }

  TEST_CASE("cutting a file at a regular expression") {
    CHECK(pieces("aa1bb22c", "[0-9]+") == "3/aa/bb/c");
    CHECK(pieces("11aa1bb22", "[0-9]+") == "2/aa/bb");
    CHECK(pieces("11", "[0-9]+") == "0");
    CHECK(pieces("a1b2", "\\d") == "2/a/b");
    CHECK(pieces("abc", "") == "3/a/b/c");
    CHECK(pieces("\xC3\xA9\xE2\x82\xAC"
                 "x",
                 "") == "3/\xC3\xA9/\xE2\x82\xAC/x");
    CHECK(pieces("abc", "b|") == "2/a/c");
    CHECK(pieces("abc", "x*") == "3/a/b/c");
    CHECK(pieces("aXXbX", "X*") == "2/a/b");
    CHECK(pieces("a,b;;c", "[,;]") == "4/a/b//c");
    CHECK(pieces(",,a", ",*") == "1/a");
    CHECK(pieces("abc", "[") == "--payload-delimiter: [ is an invalid regex.");
  }

  TEST_CASE("a long file is cut without deep recursion") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "word  ";
    CHECK(split_payloads(text, " +")->size() == 100'000);
  }

  TEST_CASE("files that give nothing") {
    CHECK(read_payload_file("/nonexistent", "\n").error() ==
          "File does not exist or empty file provided.");
    CHECK(read_payload_file("/", "\n").error() == "/ is a directory, not a file of payloads.");
    const auto file = std::filesystem::temp_directory_path() / "kpp-payload-test";
    std::ofstream(file) << "\n";
    CHECK(read_payload_file(file.string(), "\n").error() ==
          "The payload file " + file.string() + " holds nothing but delimiters.");
    std::ofstream(file, std::ios::trunc).close();
    CHECK(read_payload_file(file.string(), "\n").error() ==
          "File does not exist or empty file provided.");
    std::filesystem::remove(file);
  }
}

TEST_SUITE("producer perf: measuring") {
  TEST_CASE("latency is from the send to the report") {
    Scene scene;
    const auto first = scene.send(0, 10);
    const auto second = scene.send(1, 30);
    scene.acknowledge({first, second}, 50);
    const Report report = scene.finish(1000);
    CHECK(report.whole.records() == 2);
    CHECK(report.whole.bytes == 20);
    CHECK(report.whole.elapsed == std::chrono::seconds(1));
    CHECK(report.whole.latencies.max() == std::chrono::milliseconds(40));
    CHECK(report.whole.latencies.mean_ms() == doctest::Approx(30));
    CHECK_FALSE(report.steady);
  }

  TEST_CASE("an interval ends with the report after its time") {
    Scene scene(0, std::chrono::milliseconds(100));
    scene.acknowledge({scene.send(0, 0)}, 50);
    CHECK(scene.shown.empty());
    scene.acknowledge({scene.send(1, 60)}, 120);
    REQUIRE(scene.shown.size() == 1);
    CHECK(scene.shown[0].records == 2);
    CHECK(scene.shown[0].length == std::chrono::milliseconds(120));
    CHECK(scene.shown[0].max_ms == 60);
    scene.acknowledge({scene.send(2, 200)}, 210);
    CHECK(scene.shown.size() == 1);
    scene.acknowledge({scene.send(3, 200)}, 230);
    REQUIRE(scene.shown.size() == 2);
    CHECK(scene.shown[1].records == 2);
    CHECK(scene.shown[1].length == std::chrono::milliseconds(110));
  }

  TEST_CASE("after the warm-up only the steady state's intervals are shown") {
    Scene scene(2, std::chrono::milliseconds(100));
    const auto a = scene.send(0, 0);
    const auto b = scene.send(1, 10);
    scene.acknowledge({a}, 110);
    REQUIRE(scene.shown.size() == 1);
    CHECK_FALSE(scene.shown[0].steady);
    const auto c = scene.send(2, 150);
    const auto d = scene.send(3, 160);
    scene.acknowledge({b, c}, 220);  // the whole's interval is over, but not shown any more
    CHECK(scene.shown.size() == 1);
    scene.acknowledge({d}, 260);
    REQUIRE(scene.shown.size() == 2);
    CHECK(scene.shown[1].steady);
    CHECK(scene.shown[1].first_steady);
    CHECK(scene.shown[1].records == 2);
    scene.acknowledge({scene.send(4, 300)}, 400);
    REQUIRE(scene.shown.size() == 3);
    CHECK_FALSE(scene.shown[2].first_steady);
    const Report report = scene.finish(500);
    CHECK(report.whole.records() == 5);
    REQUIRE(report.steady);
    CHECK(report.steady->records() == 3);
    CHECK(report.steady->elapsed == std::chrono::milliseconds(350));
    CHECK(report.windows.size() == 3);
  }

  TEST_CASE("in a run with a rate a latency is also told from when the record was to be sent") {
    Scene scene(RecorderPlan{.warmup = 1, .scheduled = true});
    scene.acknowledge({scene.send(0, 10), scene.send(1, 100, 80)}, 120);
    const Report report = scene.finish(1000);
    CHECK(report.whole.latencies.max() == std::chrono::milliseconds(110));
    REQUIRE(report.whole.scheduled);
    CHECK(report.whole.scheduled->count() == 2);
    CHECK(report.whole.scheduled->max() == std::chrono::milliseconds(110));
    REQUIRE(report.steady);
    CHECK(report.steady->latencies.max() == std::chrono::milliseconds(20));
    // 20 ms after the send, which was 80 ms late; to three digits.
    CHECK(milliseconds(report.steady->scheduled->max()) == doctest::Approx(100).epsilon(0.001));
    CHECK_FALSE(Scene().finish(1).whole.scheduled);
  }

  TEST_CASE("several producers: together and each") {
    Scene scene(RecorderPlan{.warmup = 2, .producers = 2});
    const auto a = scene.send(0, 0);
    const auto b = scene.send(1, 5);
    const auto c = scene.send(3, 30);  // the other producer is faster
    const auto d = scene.send(2, 40);
    scene.acknowledge({a}, 10, 0);
    scene.acknowledge({b, c}, 50, 1);
    scene.acknowledge({d}, 60, 0);
    const Report report = scene.finish(100);
    CHECK(report.whole.records() == 4);
    REQUIRE(report.producers.size() == 2);
    CHECK(report.producers[0].records() == 2);
    CHECK(report.producers[0].latencies.max() == std::chrono::milliseconds(20));
    CHECK(report.producers[1].records() == 2);
    CHECK(report.producers[1].latencies.max() == std::chrono::milliseconds(45));
    CHECK(report.producers[1].elapsed == std::chrono::milliseconds(100));
    CHECK(report.steady->records() == 2);
    CHECK(report.steady->elapsed == std::chrono::milliseconds(70));  // from the first of them
    CHECK(Scene().finish(1).producers.empty());
  }

  TEST_CASE("the longest stall, and what was sent at least once") {
    Scene scene;
    const auto a = scene.send(0, 10);
    const auto b = scene.send(1, 20);
    const auto c = scene.send(2, 30);
    const auto d = scene.send(3, 40);
    scene.acknowledge({a}, 15);
    scene.fail(b, 400, ErrorCode::timed_out, Persisted::no);  // waited in the queue
    scene.fail(c, 500, ErrorCode::timed_out, Persisted::possibly);
    scene.fail(d, 600, ErrorCode::topic_authorization_failed, Persisted::no);
    CHECK(scene.recorder.sent_once() == 3);
    const Report report = scene.finish(1000);
    CHECK(report.stall.begin == std::chrono::milliseconds(40));
    CHECK(report.stall.length == std::chrono::milliseconds(560));
  }

  TEST_CASE("figures for the live line") {
    Scene scene;
    CHECK_FALSE(scene.recorder.live(scene.start).latency);
    scene.acknowledge({scene.send(0, 0), scene.send(1, 10)}, 20);
    scene.fail(scene.send(2, 10), 30, ErrorCode::timed_out, Persisted::no);
    const auto figures = scene.recorder.live(scene.start + std::chrono::milliseconds(40));
    CHECK(figures.elapsed == std::chrono::milliseconds(40));
    CHECK(figures.records == 2);
    CHECK(figures.bytes == 20);
    CHECK(figures.failed == 1);
    CHECK(figures.latency->p99 == std::chrono::milliseconds(20));
  }

  TEST_CASE("failures are counted by reason and said once each") {
    Scene scene;
    std::vector<Delivery> batch(3);
    batch[0].error = Error(ErrorCode::message_too_large, "too large");
    batch[1].error = Error(ErrorCode::message_too_large, "too large");
    batch[2].error = Error(ErrorCode::topic_authorization_failed);
    scene.recorder.on_deliveries(batch, scene.start);
    const auto list = scene.failures.list();
    REQUIRE(list.size() == 2);
    CHECK(list[0].code == "MESSAGE_TOO_LARGE");
    CHECK(list[0].count == 2);
    CHECK(list[1].count == 1);
    CHECK(scene.complaints.size() == 2);
    CHECK(scene.recorder.failed(0) == 3);
    CHECK(scene.finish(1).whole.records() == 0);
  }
}

TEST_SUITE("producer perf: output") {
  TEST_CASE("lines in Kafka's form") {
    Window window;
    window.length = std::chrono::milliseconds(1000);
    window.records = 997;
    window.bytes = 99'700;
    window.mean_ms = 7.25;
    window.max_ms = 202;
    CHECK(window_text(window) ==
          "997 records sent, 997.0 records/sec (0.10 MB/sec), 7.3 ms avg latency, 202.0 ms max "
          "latency.\n");
    window.first_steady = true;
    CHECK(window_text(window).starts_with("In steady state.\n997 records sent, "));
    CHECK(warmup_line(500) ==
          "Warmup first 500 records. Steady state results will print after the complete test "
          "summary.\n");

    Report report;
    report.whole.elapsed = std::chrono::milliseconds(2012);
    report.whole.bytes = 200'000;
    for (int i = 0; i < 2000; ++i) report.whole.latencies.record(microseconds(i * 10));
    report.steady = report.whole;
    CHECK(total_text(Settings{}, report) ==
          "2000 records sent, 994.035785 records/sec (0.09 MB/sec), 10.00 ms avg latency, 19.99 ms "
          "max latency, 10 ms 50th, 19 ms 95th, 19 ms 99th, 19 ms 99.9th.\n"
          "2000 steady state records sent, 994.035785 records/sec (0.09 MB/sec), 10.00 ms avg "
          "latency, 19.99 ms max latency, 10 ms 50th, 19 ms 95th, 19 ms 99th, 19 ms 99.9th.\n");
  }

  TEST_CASE("what Kafka's tool does not print stands on lines of its own") {
    Report report;
    report.whole.elapsed = std::chrono::milliseconds(1000);
    report.whole.scheduled.emplace();
    for (int i = 1; i <= 10; ++i) report.whole.add(microseconds(i * 1000), microseconds(500), 10);
    report.producers = {report.whole, report.whole};
    const std::string kafkas = total_text(Settings{}, report);
    CHECK(kafkas.starts_with("producer 1: 10 records sent, 10.000000 records/sec"));
    CHECK(kafkas.find("\nproducer 2: 10 records sent, ") != std::string::npos);
    CHECK(std::ranges::count(kafkas, '\n') == 3);
    report.producers.clear();
    const std::string plain = total_text(Settings{}, report);
    Settings settings;
    settings.print_percentiles = true;
    CHECK(total_text(settings, report) ==
          plain +
              "latency from the send: 5.50 ms avg, 10.00 ms max, 6.00 ms 50th, 8.00 ms 75th, 10.00 "
              "ms 90th, 10.00 ms 95th, 10.00 ms 99th, 10.00 ms 99.9th, 10.00 ms 99.99th.\n"
              "latency from the intended send time: 6.00 ms avg, 10.50 ms max, 6.50 ms 50th, 8.50 "
              "ms 75th, 10.50 ms 90th, 10.50 ms 95th, 10.50 ms 99th, 10.50 ms 99.9th, 10.50 ms "
              "99.99th.\n");
  }

  TEST_CASE("nothing was sent") {
    Report report;
    report.whole.elapsed = std::chrono::milliseconds(1);
    CHECK(total_text(Settings{}, report) ==
          "0 records sent, 0.000000 records/sec (0.00 MB/sec), NaN ms avg latency, 0.00 ms max "
          "latency, 0 ms 50th, 0 ms 95th, 0 ms 99th, 0 ms 99.9th.\n");
    const Json json = Json::parse(report_json(Settings{}, report));
    CHECK(json["total"]["latency_ms"]["mean"].is_null());
    CHECK(json["total"]["latency_ms"]["p50"].is_null());
  }

  TEST_CASE("the object") {
    Scene scene(1, std::chrono::milliseconds(10));
    const auto a = scene.send(0, 0);
    const auto b = scene.send(1, 4);
    scene.acknowledge({a, b}, 20);
    Report report = scene.finish(40);
    report.failures = {{"MESSAGE_TOO_LARGE", "too large", 3}};
    report.interrupted = true;
    report.errors = {{"BROKER", "lost", 4}};
    report.limit_reached = true;
    report.config = {{"acks", "all"}};
    report.metrics = {{"m", 1.5}, {"n", std::numeric_limits<double>::quiet_NaN()}};
    Settings settings = *settings_of(complete);
    settings.topic = "bad\xFFutf";
    const std::string text = report_json(settings, report);
    CHECK(text.starts_with("{\"version\":1,"));
    CHECK(text.ends_with("}\n"));
    const Json json = Json::parse(text);
    CHECK(json["settings"]["num_records"] == 10);
    CHECK(json["settings"]["throughput"].is_null());
    CHECK(json["interrupted"] == true);
    CHECK(json["total"]["records"] == 2);
    CHECK(json["total"]["elapsed_ms"] == 40.0);
    CHECK(json["total"]["records_per_second"] == 50.0);
    CHECK(json["total"]["latency_ms"]["max"] == 20.0);
    CHECK(json["tool"] == "kafka-producer-perf-test");
    REQUIRE(json["series"].size() == 1);
    CHECK(json["series"][0]["records"] == 2);
    CHECK(json["series"][0]["elapsed_ms"] == 40.0);
    CHECK(json["series"][0]["records_per_second"] == 50.0);
    CHECK(json["series"][0]["latency_ms"]["p99"] == 20.0);
    REQUIRE(json["histogram"].size() == 2);
    CHECK(json["histogram"][1]["up_to_us"] == 20'015);
    CHECK(json["histogram"][1]["records"] == 1);
    CHECK(json["steady_state"]["records"] == 1);
    CHECK(json["intervals"].size() == 1);
    CHECK(json["intervals"][0]["steady_state"] == true);
    CHECK(json["failures"][0]["records"] == 3);
    CHECK(json["clients"].size() == 1);
    CHECK(json["clients"][0] == json["total"]);
    CHECK(json["total"]["scheduled_latency_ms"].is_null());
    CHECK(json["errors"][0]["count"] == 4);
    CHECK(json["retries"].is_null());
    CHECK(json["stall"]["longest_ms"] == 20.0);
    CHECK(json["stall"]["at_ms"] == 0.0);
    CHECK(json["limit_reached"] == true);
    CHECK(json["config"]["acks"] == "all");
    CHECK(json["settings"]["record_size"] == 10);
    CHECK(json["settings"]["topics"][0] == "t");
    CHECK(json["metrics"]["m"] == 1.5);
    CHECK(json["metrics"]["n"].is_null());
  }
}
