// What kafka-producer-perf-test sends beyond what Kafka's tool can: sizes, compressible values, keys, headers, several topics
// and partitions, and a limit.

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "cmd/producer_perf_test/byte_budget.hpp"
#include "cmd/producer_perf_test/command.hpp"
#include "cmd/producer_perf_test/key_source.hpp"
#include "cmd/producer_perf_test/payload.hpp"
#include "cmd/producer_perf_test/record_source.hpp"
#include "cmd/producer_perf_test/send_mark.hpp"
#include "cmd/producer_perf_test/stored_bytes.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::producer_perf_test;

namespace {

using Words = std::vector<const char*>;

tl::expected<Settings, UsageError> settings_with(const Words& more) {
  Words words{"--num-records", "10", "--throughput", "-1", "--bootstrap-server", "localhost:9092"};
  words.insert(words.end(), more.begin(), more.end());
  const auto options = parse(spec(), words);
  if (!options) return tl::unexpected(options.error());
  return read_settings(*options);
}

std::string error_of(Words more) {
  Words words{"--topic", "t", "--record-size", "10"};
  words.insert(words.end(), more.begin(), more.end());
  const auto settings = settings_with(words);
  return settings ? "" : settings.error().message;
}

Settings settings_of(Words more) {
  Words words{"--topic", "t", "--record-size", "10"};
  words.insert(words.end(), more.begin(), more.end());
  auto settings = settings_with(words);
  REQUIRE(settings);
  return *settings;
}

std::map<std::string, int> keys_of(KeyDistribution distribution, std::uint64_t keys, int records) {
  KeySource source(distribution, keys, 1);
  std::map<std::string, int> counts;
  for (int i = 0; i < records; ++i) ++counts[std::string(source.next().value())];
  return counts;
}

}  // namespace

TEST_SUITE("producer perf: own options") {
  TEST_CASE("all of them") {
    const auto settings = settings_with({"--topic",
                                         "a,b",
                                         "--record-size",
                                         "100-200",
                                         "--compressible",
                                         "0.5",
                                         "--key-distribution",
                                         "zipf",
                                         "--keys",
                                         "7",
                                         "--headers",
                                         "3",
                                         "--header-size",
                                         "4",
                                         "--producers",
                                         "5",
                                         "--partition",
                                         "0,2-3",
                                         "--max-bytes",
                                         "99",
                                         "--print-percentiles",
                                         "--print-config"});
    REQUIRE(settings);
    CHECK(settings->topics == std::vector<std::string>{"a", "b"});
    CHECK(settings->record_size->least == 100);
    CHECK(settings->record_size->most == 200);
    CHECK(*settings->compressible == 0.5);
    CHECK(settings->key_distribution == KeyDistribution::zipf);
    CHECK(settings->keys == 7);
    CHECK(settings->headers == 3);
    CHECK(settings->header_size == 4);
    CHECK(settings->producers == 5);
    CHECK(settings->partitions == std::vector<std::int32_t>{0, 2, 3});
    CHECK(*settings->max_bytes == 99);
    CHECK(settings->print_percentiles);
    CHECK(settings->print_config);
  }

  TEST_CASE("without them a run is Kafka's") {
    const Settings settings = settings_of({});
    CHECK(settings.producers == 1);
    CHECK(settings.partitions.empty());
    CHECK(settings.key_distribution == KeyDistribution::none);
    CHECK(settings.headers == 0);
    CHECK_FALSE(settings.compressible);
    CHECK_FALSE(settings.max_bytes);
  }

  TEST_CASE("keys") {
    CHECK(settings_of({"--keys", "5"}).key_distribution == KeyDistribution::uniform);
    CHECK(settings_of({"--key-distribution", "zipf"}).keys == 1000);
    CHECK(error_of({"--keys", "5", "--key-distribution", "none"}) ==
          "argument --keys: not allowed with --key-distribution none");
    CHECK(error_of({"--keys", "0"}) == "--keys should be greater than zero.");
    CHECK(error_of({"--key-distribution", "pareto"}) ==
          "--key-distribution should be none, uniform or zipf, not pareto.");
  }

  TEST_CASE("what is out of range") {
    CHECK(error_of({"--producers", "0"}) == "--producers should be from 1 to 1000.");
    CHECK(error_of({"--compressible", "1.5"}) == "--compressible should be from 0 to 1.");
    CHECK(error_of({"--compressible", "nan"}) == "--compressible should be from 0 to 1.");
    CHECK(error_of({"--headers", "-1"}) == "--headers should be from 0 to 10000.");
    CHECK(error_of({"--header-size", "5"}) ==
          "argument --header-size: only allowed with argument --headers");
    CHECK(error_of({"--max-bytes", "0"}) == "--max-bytes should be greater than zero.");
    CHECK(error_of({"--partition", "1-"}) == "Cannot parse argument '1-' of option partition");
    const auto size_error = [](const char* size) {
      return settings_with({"--topic", "t", "--record-size", size}).error().message;
    };
    CHECK(size_error("9-5") ==
          "--record-size should be a range from a smaller to a larger number.");
    CHECK(size_error("0-5") == "--record-size should be greater than zero.");
    CHECK(size_error("-5") == "--record-size should be greater than zero.");
    CHECK(size_error("1.5") ==
          "argument --record-size: could not convert '1.5' to Integer (For input string: \"1.5\")");
    CHECK(settings_with({"--topic", "a,,b", "--record-size", "1"}).error().message ==
          "--topic: 'a,,b' is no list of names: each must be there, and only once.");
    CHECK(settings_with({"--topic", "t", "--payload-monotonic", "--compressible", "1"})
              .error()
              .message == "argument --compressible: only allowed with argument --record-size");
  }

  TEST_CASE("beginnings of Kafka's names go on meaning Kafka's options") {
    const auto settings =
        settings_with({"--topic", "t", "--rec", "10", "--print", "--payload-d", ";", "--tr", "1"});
    CHECK_FALSE(settings);  // --tr is ambiguous in Kafka's tool, too
    CHECK(settings.error().message ==
          "ambiguous option: --tr could match --transactional-id, --transaction-duration-ms");
    CHECK(settings_of({"--print"}).print_metrics);
    CHECK(settings_of({"--print-c"}).print_config);
  }
}

TEST_SUITE("producer perf: what is sent") {
  TEST_CASE("values from so many to so many bytes") {
    PayloadSource source = PayloadSource::random_letters({3, 6});
    std::map<std::size_t, int> sizes;
    for (std::uint64_t i = 0; i < 4000; ++i) ++sizes[source.next(i).size()];
    REQUIRE(sizes.size() == 4);
    for (const auto& [size, count] : sizes) {
      CHECK(size >= 3);
      CHECK(size <= 6);
      CHECK(count > 850);
      CHECK(count < 1150);
    }
  }

  TEST_CASE("a compressible share is one letter, the rest is not even letters") {
    for (const double share : {0.0, 0.25, 0.9, 1.0}) {
      PayloadSource source = PayloadSource::compressible({1000, 1000}, share);
      static_cast<void>(source.next(0));
      const std::string value(source.next(1));
      REQUIRE(value.size() == 1000);
      const auto constant = static_cast<std::size_t>(share * 1000);
      CHECK(value.substr(1000 - constant) == std::string(constant, 'A'));
      const std::string random = value.substr(0, 1000 - constant);
      const std::set<char> seen(random.begin(), random.end());
      CHECK(seen.size() >= std::min<std::size_t>(random.size(), 60));
    }
  }

  TEST_CASE("another producer sends other values") {
    const PayloadSource source = PayloadSource::random_letters({20, 20});
    PayloadSource first = source.for_producer(0);
    PayloadSource second = source.for_producer(1);
    PayloadSource again = source.for_producer(1);
    const std::string value(second.next(0));
    CHECK(first.next(0) != value);
    CHECK(again.next(0) == value);
  }

  TEST_CASE("uniform keys") {
    const auto counts = keys_of(KeyDistribution::uniform, 10, 10'000);
    CHECK(counts.size() == 10);
    CHECK(counts.begin()->first == "0");
    CHECK(counts.rbegin()->first == "9");
    for (const auto& [key, count] : counts) {
      CHECK(count > 850);
      CHECK(count < 1150);
    }
  }

  TEST_CASE("zipf keys: the Kth comes in proportion to 1/K") {
    auto counts = keys_of(KeyDistribution::zipf, 1000, 100'000);
    // The first 1000 harmonic numbers sum up to 7.4855.
    for (const int k : {1, 2, 3, 10, 50}) {
      const double wanted = 100'000 / 7.4855 / k;
      CAPTURE(k);
      CHECK(counts[std::to_string(k - 1)] > wanted * 0.8);
      CHECK(counts[std::to_string(k - 1)] < wanted * 1.2);
    }
    CHECK(counts.size() > 900);
    CHECK_FALSE(counts.contains("1000"));
    CHECK(keys_of(KeyDistribution::zipf, 1, 100) == std::map<std::string, int>{{"0", 100}});
  }

  TEST_CASE("no keys") {
    KeySource source(KeyDistribution::none, 0, 0);
    CHECK_FALSE(source.next());
  }

  TEST_CASE("topics take turns, and the partitions of each; headers and bytes") {
    Settings settings = settings_of({"--partition", "1,4", "--headers", "2", "--header-size", "3"});
    settings.topics = {"a", "b"};
    RecordSource source(settings, PayloadSource::random_letters({10, 10}), 0);
    std::string seen;
    for (std::uint64_t i = 0; i < 5; ++i) {
      const RecordView record = source.next(i);
      seen += std::string(record.topic) + std::to_string(*record.partition) + ' ';
      CHECK_FALSE(record.key);
    }
    CHECK(seen == "a1 b1 a4 b4 a1 ");
    const RecordView record = source.next(0);
    REQUIRE(record.headers.size() == 2);
    CHECK(record.headers[1].key == "header-1");
    CHECK(record.headers[1].value->size() == 3);
    CHECK(source.bytes_of(record) == 10 + 2 * (8 + 3));
    settings.key_distribution = KeyDistribution::uniform;
    settings.keys = 1;
    RecordSource keyed(settings, PayloadSource::random_letters({10, 10}), 0);
    const RecordView with_key = keyed.next(0);
    CHECK(*with_key.key == "0");
    CHECK(keyed.bytes_of(with_key) == 1 + 10 + 2 * (8 + 3));
  }

  TEST_CASE("a budget is kept to the byte, by all producers together") {
    ByteBudget budget(1000);
    std::atomic<int> sent{0};
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
          while (budget.take(30)) ++sent;
        });
    }
    CHECK(sent == 33);
    CHECK(budget.spent());
    CHECK_FALSE(budget.take(1));  // a record more would make a gap in what was sent
    ByteBudget none(std::nullopt);
    CHECK(none.take(1'000'000'000'000));
    CHECK_FALSE(none.spent());
  }

  TEST_CASE("a mark comes back as it was, lateness to three digits") {
    using std::chrono::microseconds;
    for (const std::int64_t late : {0L, 1L, 2047L, 2048L, 123'456L, 59'999'999L, 3'600'000'000L}) {
      const SendMark mark{microseconds(123'456'789'012), microseconds(late), late % 2 == 1};
      const SendMark back = SendMark::unpack(mark.pack());
      CHECK(back.sent == mark.sent);
      CHECK(back.steady == mark.steady);
      CHECK(back.late <= mark.late);
      CHECK(static_cast<double>(late - back.late.count()) <= static_cast<double>(late) / 1000);
    }
    CHECK(
        SendMark::unpack(SendMark{microseconds(1), microseconds(-5), false}.pack()).late.count() ==
        0);
  }
}

TEST_SUITE("producer perf: what topics hold") {
  TEST_CASE("the broker removes what is too much only where it may delete, and by size") {
    const auto bounded = [](const char* policy, const char* bytes) {
      return is_bounded({{.name = "cleanup.policy", .value = policy},
                         {.name = "retention.bytes", .value = bytes}});
    };
    CHECK(bounded("delete", "1000"));
    CHECK(bounded("compact,delete", "0"));
    CHECK_FALSE(bounded("delete", "-1"));
    CHECK_FALSE(bounded("compact", "1000"));
    CHECK_FALSE(is_bounded({}));
  }

  TEST_CASE("a partition counts once, and a copy that is being made is no more of it") {
    const auto dir = [](std::vector<ReplicaLog> replicas) {
      LogDirDescription described;
      described.replicas = std::move(replicas);
      return described;
    };
    const auto log = [](const char* topic, std::int32_t partition, std::int64_t size) {
      ReplicaLog one;
      one.partition = {topic, partition};
      one.size = size;
      return one;
    };
    StoredBytes stored;
    add_sizes(stored, {"a", "b", "c"},
              {dir({log("a", 0, 100), log("a", 1, 30), log("other", 0, 9000), log("c", 0, 0)}),
               dir({log("a", 0, 110), log("b", 0, 5)})});
    CHECK(stored.bytes == 145);
    CHECK(stored.topics == std::set<std::string>{"a", "b"});
  }
}
