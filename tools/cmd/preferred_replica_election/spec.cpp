#include <array>

#include "cmd/preferred_replica_election/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::preferred_replica_election {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),
    old_spelling("admin.config", command_config()),

    Option{.name = "path-to-json-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "The partitions in a JSON file: "
                   "{\"partitions\":[{\"topic\":\"t\",\"partition\":0}]}. Default: all of the "
                   "cluster.",
           .complete = Complete::file,
           .section = "What to elect"},

    Option{.name = "zookeeper",
           .argument = Argument::required,
           .placeholder = "HOST:PORT",
           .help = "Refused: leaders are elected through brokers since Kafka 3.0. Use "
                   "--bootstrap-server.",
           .section = "Of older versions"},
};

constexpr std::array examples{
    Example{"kafka-preferred-replica-election --bootstrap-server localhost:9092",
            "Give every partition its preferred leader back"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-leader-election", "kafka-topics"};

constexpr CommandSpec command{
    .name = "kafka-preferred-replica-election",
    .summary = "Elect preferred leaders (the old form of kafka-leader-election)",
    .description =
        "Does what kafka-leader-election --election-type preferred does, under the name and with "
        "the words that it had until Kafka 3.0, and says on standard error that it is deprecated.\n"
        "\n"
        "With --output json the object is that of kafka-leader-election.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::preferred_replica_election
