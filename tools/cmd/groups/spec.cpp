#include <array>

#include "cmd/groups/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::groups {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),

    Option{.name = "list", .help = "List the groups. Required.", .section = "Actions"},

    Option{.name = "group-type",
           .argument = Argument::required,
           .placeholder = "TYPE",
           .help = "Only groups of this type: classic, consumer, share or streams.",
           .complete = Complete::choice,
           .choices = "classic|consumer|share|streams",
           .section = "Which groups"},
    Option{.name = "protocol",
           .argument = Argument::required,
           .placeholder = "PROTOCOL",
           .help = "Only groups of this protocol, such as consumer or connect."},
    Option{.name = "consumer",
           .help = "Only groups of consumers, of either protocol, and those that only commit "
                   "offsets. Excludes the other filters."},
    Option{.name = "share", .help = "Only share groups. Excludes the other filters."},
    Option{.name = "streams", .help = "Only streams groups. Excludes the other filters."},
};

constexpr std::array examples{
    Example{"kafka-groups --bootstrap-server localhost:9092 --list", "List all groups"},
    Example{"kafka-groups --bootstrap-server localhost:9092 --list --consumer",
            "List the groups of consumers"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-consumer-groups", "kafka-topics"};

constexpr CommandSpec command{
    .name = "kafka-groups",
    .summary = "List groups of every type",
    .description =
        "Lists classic, consumer, share and streams groups with their type and protocol; brokers "
        "before 3.8 do not tell the type. What members and offsets a group has shows "
        "kafka-consumer-groups.\n"
        "\n"
        "Options, output and messages are those of Apache Kafka's own tool. A broker that does not "
        "answer is told on standard error, and the exit status is 1 then.\n"
        "\n"
        "With --output json one object with \"version\": 1, an array \"groups\" of objects with "
        "\"group\", \"type\", \"protocol\" and \"state\" (type and state are null where the "
        "broker does not tell), and an array \"failed\" of objects with \"broker\" and "
        "\"error\".",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::groups
