#include <array>

#include "cmd/cluster/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::cluster {
namespace {

constexpr Option with_letter(Option option, char letter) {
  option.letter = letter;
  return option;
}

constexpr std::array operands{
    Operand{.name = "ACTION",
            .help = "cluster-id prints the cluster's id; unregister makes the cluster forget a "
                    "broker that is gone for good; list-endpoints prints the brokers, or the "
                    "controllers.",
            .choices = "cluster-id|unregister|list-endpoints",
            .required = true},
};

constexpr std::array options{
    with_letter(bootstrap_server("The brokers to ask first. This or --bootstrap-controller is "
                                 "required.",
                                 "Connection"),
                'b'),
    with_letter(bootstrap_controller("The controllers to ask, in place of brokers."), 'C'),
    with_letter(command_config(), 'c'),

    Option{.name = "id",
           .argument = Argument::required,
           .placeholder = "ID",
           .help = "With unregister: the broker to forget. Required there.",
           .type = ValueType::int32,
           .section = "What to act on",
           .letter = 'i'},
    Option{.name = "include-fenced-brokers",
           .help = "With list-endpoints: brokers that are registered and not alive, too. Brokers "
                   "before 4.0 do not tell of them."},

    old_spelling("config", command_config()),
};

constexpr std::array examples{
    Example{"kafka-cluster cluster-id --bootstrap-server localhost:9092", "Print the cluster's id"},
    Example{"kafka-cluster list-endpoints --bootstrap-server localhost:9092 "
            "--include-fenced-brokers",
            "List all brokers, alive or not"},
    Example{"kafka-cluster unregister --bootstrap-server localhost:9092 --id 3",
            "Forget broker 3, which will not come back"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-broker-api-versions", "kafka-topics"};

constexpr CommandSpec command{
    .name = "kafka-cluster",
    .summary = "Show a cluster's id and endpoints, or unregister a broker",
    .description =
        "Options, output and messages are those of Apache Kafka's own tool. An action that the "
        "cluster cannot do is told on standard error, and the exit status is 1.\n"
        "\n"
        "With --output json one object with \"version\": 1: cluster-id adds \"cluster_id\" (null "
        "if the broker does not know it), unregister adds \"unregistered\" (the broker's id), "
        "list-endpoints adds an array \"endpoints\" of objects with \"id\", \"host\", \"port\", "
        "\"rack\" (null: none), \"type\" (broker or controller) and, for brokers, \"fenced\".",
    .options = options,
    .examples = examples,
    .operands = operands,
    .see_also = see_also,
    .grammar = Grammar::argparse,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::cluster
