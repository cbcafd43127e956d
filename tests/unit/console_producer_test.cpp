#include <doctest/doctest.h>

#include "cmd/console_producer/arguments.hpp"
#include "cmd/console_producer/command.hpp"
#include "cmd/console_producer/sender.hpp"
#include "cmd/console_producer/tuning.hpp"
#include "common/bootstrap.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::console_producer;

namespace {

/// The settings after all options, starting from what files and properties said.
Config tuned(std::initializer_list<const char*> words, const Properties& given = {}) {
  std::vector<const char*> list(words);
  list.insert(list.end(), {"--topic", "t"});
  const auto options = parse(spec(), list);
  REQUIRE(options);
  auto config = Config::from_properties(given);
  REQUIRE(config);
  const auto done = apply_tuning(*options, *config);
  if (!done) FAIL(done.error().message);
  return *config;
}

std::string value(const Config& config, std::string_view key) {
  return config.get_or(key, "(unset)");
}

}  // namespace

TEST_SUITE("console-producer settings") {
  TEST_CASE("Kafka's defaults of the tool") {
    const Config config = tuned({});
    CHECK(value(config, "linger.ms") == "1000");
    CHECK(value(config, "acks") == "-1");
    CHECK(value(config, "request.timeout.ms") == "1500");
    CHECK(value(config, "retries") == "3");
    CHECK(value(config, "retry.backoff.ms") == "100");
    CHECK(value(config, "send.buffer.bytes") == "(unset)");
    CHECK(value(config, "buffer.memory") == "33554432");
    CHECK(value(config, "metadata.max.age.ms") == "300000");
    CHECK(value(config, "max.block.ms") == "60000");
    CHECK(value(config, "client.id") == "console-producer");
    CHECK(value(config, "compression.type") == "(unset)");
    CHECK(value(config, "batch.size") == "(unset)");
  }

  TEST_CASE("a property wins over a default, an option over a property") {
    const Properties given{
        {"linger.ms", "5"}, {"acks", "1"}, {"client.id", "mine"}, {"compression.type", "lz4"}};
    CHECK(value(tuned({}, given), "linger.ms") == "5");
    CHECK(value(tuned({}, given), "acks") == "1");
    CHECK(value(tuned({}, given), "client.id") == "mine");
    CHECK(value(tuned({}, given), "compression.type") == "lz4");
    CHECK(value(tuned({"--timeout", "7"}, given), "linger.ms") == "7");
    CHECK(value(tuned({"--request-required-acks", "all"}, given), "acks") == "all");
    CHECK(value(tuned({"--compression-codec", "zstd"}, given), "compression.type") == "zstd");
    CHECK(value(tuned({"--compression-codec"}, given), "compression.type") == "gzip");
  }

  TEST_CASE("each option sets its property") {
    const Config config = tuned({"--batch-size",
                                 "1",
                                 "--message-send-max-retries",
                                 "2",
                                 "--retry-backoff-ms",
                                 "3",
                                 "--timeout",
                                 "4",
                                 "--request-required-acks",
                                 "0",
                                 "--request-timeout-ms",
                                 "6",
                                 "--metadata-expiry-ms",
                                 "7",
                                 "--max-block-ms",
                                 "8",
                                 "--max-memory-bytes",
                                 "9",
                                 "--socket-buffer-size",
                                 "10"});
    CHECK(value(config, "batch.size") == "1");
    CHECK(value(config, "retries") == "2");
    CHECK(value(config, "retry.backoff.ms") == "3");
    CHECK(value(config, "linger.ms") == "4");
    CHECK(value(config, "acks") == "0");
    CHECK(value(config, "request.timeout.ms") == "6");
    CHECK(value(config, "metadata.max.age.ms") == "7");
    CHECK(value(config, "max.block.ms") == "8");
    CHECK(value(config, "buffer.memory") == "9");
    CHECK(value(config, "send.buffer.bytes") == "10");
    CHECK(value(tuned({"--batch-size", "1", "--max-partition-memory-bytes", "2"}), "batch.size") ==
          "2");
  }

  TEST_CASE("a value that cannot be names its option") {
    const auto options = parse(spec(), std::vector{"--topic", "t", "--request-required-acks", "7"});
    REQUIRE(options);
    Config config;
    const auto done = apply_tuning(*options, config);
    REQUIRE_FALSE(done);
    CHECK(done.error().message == "--request-required-acks: acks=7: expected one of all, -1, 0, 1");
  }

  TEST_CASE("bootstrap addresses") {
    CHECK_FALSE(check_bootstrap("a:1"));
    CHECK_FALSE(check_bootstrap("a:1,b:2"));
    CHECK_FALSE(check_bootstrap("[::1]:9092"));
    CHECK(check_bootstrap("a")->message ==
          "Please provide valid host:port like host1:9091,host2:9092");
    CHECK(check_bootstrap("a:1,b"));
    CHECK(check_bootstrap("a:"));
    CHECK(check_bootstrap("")->message == "Error while validating the bootstrap address");
  }
}

TEST_SUITE("console-producer sizes") {
  // 2000088 is what Kafka 4.3.1 says of a value of 2000000 bytes.
  TEST_CASE("sizes are Java's estimate") {
    CHECK(serialized_size(std::nullopt, 2000000, {}) == 2000088);
    CHECK(serialized_size(std::nullopt, 1048489, {}) == 1048576);
    CHECK(serialized_size(3, 5, {}) == 61 + 21 + 4 + 6 + 1);
    const std::array headers{HeaderView{"ab", "c"}, HeaderView{"d", std::nullopt}};
    CHECK(serialized_size(std::nullopt, std::nullopt, headers) == 61 + 21 + 1 + 1 + 1 + 5 + 3);
  }

  TEST_CASE("too large for a request, too large for the buffer") {
    Plan plan;
    plan.max_request_size = 1000;
    plan.buffer_memory = 500;
    CHECK_FALSE(too_large(plan, 500));
    CHECK(*too_large(plan, 501) ==
          "The message is 501 bytes when serialized which is larger than the total memory buffer "
          "you have configured with the buffer.memory configuration.");
    CHECK(*too_large(plan, 1001) ==
          "The message is 1001 bytes when serialized which is larger than 1000, which is the value "
          "of the max.request.size configuration.");
  }
}

TEST_SUITE("console-producer inputs") {
  TEST_CASE("places are named as a person would") {
    const InputNames none({}, InputNames::Unit::line);
    CHECK(none.place(InputNames::tag(0, 3)) == "line 3");
    CHECK(none.prefix(0).empty());
    const InputNames two({"a.txt", "-"}, InputNames::Unit::line);
    CHECK(two.place(InputNames::tag(0, 1)) == "a.txt, line 1");
    CHECK(two.place(InputNames::tag(1, 1ULL << 40U)) == "standard input, line 1099511627776");
    CHECK(two.prefix(1) == "standard input: ");
    CHECK(InputNames({"a.bin"}, InputNames::Unit::record).place(InputNames::tag(0, 2)) ==
          "a.bin, record 2");
    CHECK(InputNames({"a.jpg"}, InputNames::Unit::file).place(InputNames::tag(0, 1)) == "a.jpg");
  }
}
