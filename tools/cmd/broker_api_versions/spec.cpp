#include <array>

#include "cmd/broker_api_versions/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::broker_api_versions {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),
};

constexpr std::array examples{
    Example{"kafka-broker-api-versions --bootstrap-server localhost:9092",
            "Show what every broker of a cluster can do"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-cluster", "kafka-topics"};

constexpr CommandSpec command{
    .name = "kafka-broker-api-versions",
    .summary = "Show which requests brokers have",
    .description =
        "Asks every broker of the cluster which requests it has and in which versions, and prints "
        "a line for each: its name and number, the versions, and the one that a client of Kafka "
        "4.3 would use. Requests that a broker lacks are UNSUPPORTED.\n"
        "\n"
        "Options and output are those of Apache Kafka's own tool. A broker that does not answer "
        "has a line that says so, and the exit status is 1 then.\n"
        "\n"
        "With --output json one object with \"version\": 1 and an array \"brokers\" of objects "
        "with \"id\", \"host\", \"port\", \"rack\", \"fenced\", \"requests\" (null if it did "
        "not answer) and \"error\" (null if it did). A request has \"key\", \"name\" (null for a "
        "number not known here), \"min\", \"max\" and \"usable\" (null: no version).",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::broker_api_versions
