#include <array>

#include "cmd/log_dirs/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::log_dirs {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),

    Option{.name = "describe", .help = "Show log directories. Required.", .section = "Actions"},

    Option{.name = "broker-list",
           .argument = Argument::required,
           .placeholder = "ID[,...]",
           .help = "The brokers to ask. Default: all.",
           .section = "What to show"},
    Option{.name = "topic-list",
           .argument = Argument::required,
           .placeholder = "TOPIC[,...]",
           .help = "Only replicas of these topics. Default: all."},
};

constexpr std::array examples{
    Example{
        "kafka-log-dirs --bootstrap-server localhost:9092 --describe --topic-list sensor-stream",
        "Where the replicas of a topic are, and how large"},
    Example{"kafka-log-dirs --bootstrap-server localhost:9092 --describe --broker-list 1 --output "
            "json",
            "The log directories of a broker, with the space they have"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-reassign-partitions", "kafka-topics"};

constexpr CommandSpec command{
    .name = "kafka-log-dirs",
    .summary = "Show the log directories of brokers and the replicas in them",
    .description =
        "Prints two lines for people and one of JSON for programs, as Apache Kafka's own tool "
        "does: its last line is {\"brokers\":[...],\"version\":1}. A broker that does not answer "
        "is told on standard error, and the exit status is 1 then.\n"
        "\n"
        "With --output json one object with \"version\": 1, an array \"brokers\" of objects with "
        "\"broker\" and \"log_dirs\", and an array \"failed\" of objects with \"broker\" and "
        "\"error\". A log directory has \"path\", \"error\" (null, or why it cannot be used), "
        "\"total_bytes\" and \"usable_bytes\" of its volume (null for brokers before 3.3), "
        "\"cordoned\" and \"replicas\": objects with \"topic\", \"partition\", \"size\", "
        "\"offset_lag\" and \"is_future\" (it is being copied there).",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::log_dirs
