#include <doctest/doctest.h>

#include <string>

#include "record_io/coordinator/formatter.hpp"
#include "record_io/coordinator/json.hpp"

using namespace kpp::tools;
using namespace kpp::tools::coordinator;
using namespace std::string_literals;

namespace {

std::string json(const Message& message, std::int16_t version, std::string_view bytes) {
  std::string out;
  const auto done = append_json(out, message, version, bytes);
  return done ? out : done.error();
}

}  // namespace

// Every type and version stands beside Kafka's own tool in tests/golden/coordinators.py.
TEST_SUITE("coordinator records") {
  const Message& offset_key = offset_records()[1].key;
  const Message& offset_value = offset_records()[1].value;

  TEST_CASE("keys, and fields that only some versions have") {
    CHECK(json(offset_key, 0, "\0\1g\0\2to\0\0\0\7"s) ==
          R"({"group":"g","topic":"to","partition":7})");
    const auto offset = "\0\0\0\0\0\0\0\5"s;
    const auto time = "\xff\xff\xff\xff\xff\xff\xff\xff"s;
    CHECK(json(offset_value, 0, offset + "\0\1m"s + time) ==
          R"({"offset":5,"metadata":"m","commitTimestamp":-1})");
    CHECK(json(offset_value, 1, offset + "\0\1m"s + time + offset) ==
          R"({"offset":5,"metadata":"m","commitTimestamp":-1,"expireTimestamp":5})");
    CHECK(json(offset_value, 3, offset + "\0\0\0\2\0\1m"s + time) ==
          R"({"offset":5,"leaderEpoch":2,"metadata":"m","commitTimestamp":-1})");
  }

  TEST_CASE("tagged fields stand where the schema has them, and only if they say something") {
    const Message& value = transaction_records()[0].value;
    const auto start = "\0\0\0\0\0\0\0\1\0\2\0\0\0\3\4\0"s + std::string(16, '\0');
    const auto shown = [](const std::string& middle) {
      return R"({"producerId":1,)" + middle +
             R"("producerEpoch":2,"transactionTimeoutMs":3,"transactionStatus":4,)"
             R"("transactionPartitions":null,"transactionLastUpdateTimestampMs":0,)"
             R"("transactionStartTimestampMs":0})";
    };
    CHECK(json(value, 1, start + "\0"s) == shown(""));
    CHECK(json(value, 1, start + "\2\0\x08\0\0\0\0\0\0\0\6\x63\1x"s) ==
          shown(R"("previousProducerId":6,)"));
    CHECK(json(value, 1, start + "\1\0\x08\xff\xff\xff\xff\xff\xff\xff\xff"s) == shown(""));
  }

  TEST_CASE("strings as Jackson writes them") {
    CHECK(json(group_metadata_records()[0].key, 0, "\0\x0b\"\\/\n\x1f\x7f\xff\xc3\xa4\0\1"s) ==
          "{\"group\":\"\\\"\\\\/\\n\\u001F\x7f\xef\xbf\xbd\xc3\xa4\\u0000\\u0001\"}");
  }

  TEST_CASE("any cut is an error that says so, and no read beyond the end") {
    const auto key = "\0\1g\0\2to\0\0\0\7"s;
    for (std::size_t size = 0; size < key.size(); ++size)
      CHECK(json(offset_key, 0, std::string(key, 0, size)) == "it ends too early");
    CHECK(json(offset_key, 0, "\xff\xff"s) == "non-nullable field group was serialized as null");
    // As many members as never fit.
    CHECK(json(share_state_records()[1].value, 0,
               std::string(16, '\0') + "\xff\xff\xff\xff\x0f"s) == "it ends too early");
    CHECK(json(share_state_records()[1].value, 0,
               std::string(16, '\0') + "\xff\xff\xff\xff\xff\1"s) ==
          "a variable-length number is too long");
  }

  TEST_CASE("names") {
    for (const char* name :
         {"org.apache.kafka.tools.consumer.OffsetsMessageFormatter",
          "org.apache.kafka.tools.consumer.group.share.ShareGroupStateMessageFormatter",
          "kafka.coordinator.group.GroupMetadataManager$GroupMetadataMessageFormatter",
          "kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter",
          "ShareGroupMessageFormatter"})
      CHECK(make_formatter(name));
    CHECK_FALSE(make_formatter("com.acme.OffsetsMessageFormatter"));
    CHECK_FALSE(make_formatter("DefaultMessageFormatter"));
  }
}
