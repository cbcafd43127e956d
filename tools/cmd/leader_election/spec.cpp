#include <array>

#include "cmd/leader_election/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::leader_election {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),
    old_spelling("admin.config", command_config()),

    Option{.name = "election-type",
           .argument = Argument::required,
           .placeholder = "TYPE",
           .help = "preferred: the first replica of a partition becomes its leader. unclean: where "
                   "a partition has no leader, a replica that is not in sync becomes it, and "
                   "records that only others had are lost. Required.",
           .complete = Complete::choice,
           .choices = "preferred|unclean",
           .section = "What to elect"},
    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help = "The topic; --partition says which partition of it.",
           .complete = Complete::topic},
    Option{.name = "partition",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "With --topic: the partition.",
           .type = ValueType::int32},
    Option{.name = "path-to-json-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "The partitions in a JSON file: "
                   "{\"partitions\":[{\"topic\":\"t\",\"partition\":0}]}.",
           .complete = Complete::file},
    Option{.name = "all-topic-partitions", .help = "All partitions of the cluster."},
};

constexpr std::array examples{
    Example{"kafka-leader-election --bootstrap-server localhost:9092 --election-type preferred "
            "--all-topic-partitions",
            "Give every partition its preferred leader back, as after a broker's restart"},
    Example{"kafka-leader-election --bootstrap-server localhost:9092 --election-type unclean "
            "--topic sensor-stream --partition 0",
            "Bring a partition back whose in-sync replicas are all gone, at the price of records"},
};

constexpr std::array<std::string_view, 3> see_also{"kafka-topics", "kafka-reassign-partitions",
                                                   "kafka-preferred-replica-election"};

constexpr CommandSpec command{
    .name = "kafka-leader-election",
    .summary = "Elect leaders of partitions",
    .description =
        "Exactly one of --topic, --path-to-json-file and --all-topic-partitions says which "
        "partitions. Those that were given and have the right leader already are told as such; "
        "with --all-topic-partitions nothing is said of them.\n"
        "\n"
        "Options, output and messages are those of Apache Kafka's own tool. Where an election "
        "fails, a line says why, and the exit status is 1.\n"
        "\n"
        "With --output json one object with \"version\": 1, \"election_type\" and the arrays "
        "\"elected\", \"not_needed\" and \"failed\" of objects with \"topic\" and "
        "\"partition\", those of \"failed\" also with \"error\".",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::leader_election
