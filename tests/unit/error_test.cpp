#include <doctest/doctest.h>

#include "kpp/error.hpp"

using kpp::Error;
using kpp::ErrorCode;

TEST_SUITE("error") {
  TEST_CASE("codes have Kafka's names, classes and sentences") {
    CHECK(kpp::name(ErrorCode::topic_already_exists) == "TOPIC_ALREADY_EXISTS");
    CHECK(kpp::java_exception(ErrorCode::group_id_not_found) ==
          "org.apache.kafka.common.errors.GroupIdNotFoundException");
    CHECK(kpp::default_message(ErrorCode::non_empty_group) == "The group is not empty.");
    CHECK(kpp::is_retriable(ErrorCode::not_coordinator));
    CHECK_FALSE(kpp::is_retriable(ErrorCode::topic_already_exists));
  }

  TEST_CASE("a code of the future is no crash") {
    const auto unknown = static_cast<ErrorCode>(32000);
    CHECK(kpp::name(unknown) == "UNKNOWN_CODE");
    CHECK_FALSE(kpp::default_message(unknown).empty());
    CHECK_FALSE(kpp::is_retriable(unknown));
  }

  TEST_CASE("an error without a message has its code's") {
    CHECK(Error(ErrorCode::closed).message() == "The client is closed.");
    CHECK(Error(ErrorCode::closed, "gone").message() == "gone");
  }

  TEST_CASE("context is added to a copy") {
    const Error plain(ErrorCode::not_leader_or_follower, "moved");
    const Error rich = plain.with_operation("ListOffsets").with_partition("t", 3).with_broker(2);
    CHECK(rich.to_string() == "ListOffsets: moved (topic t partition 3, broker 2)");
    CHECK(rich.topic() == "t");
    CHECK(rich.partition() == 3);
    CHECK(rich.broker() == 2);
    CHECK(plain.to_string() == "moved");
  }

  TEST_CASE("flags follow the code unless told otherwise") {
    const Error error(ErrorCode::coordinator_not_available);
    CHECK(error.retriable());
    CHECK_FALSE(error.fatal());
    const Error told = error.with_flags(true, false, true);
    CHECK(told.fatal());
    CHECK_FALSE(told.retriable());
    CHECK(told.requires_abort());
  }
}
