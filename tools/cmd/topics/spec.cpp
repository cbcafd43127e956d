#include <array>

#include "cmd/topics/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::topics {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),

    Option{.name = "create", .help = "Create a topic.", .section = "Actions"},
    Option{.name = "list",
           .help = "Print the names of all topics, or of those that match --topic."},
    Option{.name = "describe",
           .help =
               "Show partitions, leaders, replicas and settings of all topics, or of those that "
               "match --topic or --topic-id."},
    Option{.name = "alter",
           .help = "Raise the number of partitions. Keys may then land on other partitions than "
                   "before. Settings of a topic are changed with kafka-configs."},
    Option{.name = "delete", .help = "Delete the topics that match --topic."},

    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help =
               "The topic. For every action but --create this is a regular expression in Java's "
               "syntax that must match the whole name; commas separate alternatives. A dot in a "
               "name matches any character unless written as '\\.'.",
           .complete = Complete::topic,
           .section = "What to act on"},
    Option{.name = "topic-id",
           .argument = Argument::required,
           .placeholder = "ID",
           .help = "With --describe: the topic with this id, as --describe prints it. Wins over "
                   "--topic."},
    Option{.name = "exclude-internal",
           .help = "With --list and --describe: leave out the topics in which Kafka keeps its own "
                   "state."},
    Option{.name = "if-exists",
           .help = "With --alter, --delete and --describe: a topic that does not exist is no "
                   "failure."},
    Option{.name = "if-not-exists",
           .help = "With --create: a topic that exists already is no failure."},

    Option{.name = "partitions",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "With --create: how many partitions; without it the broker's num.partitions. "
                   "With --alter: how many there are to be in the end.",
           .type = ValueType::int32,
           .section = "Creating and altering"},
    Option{.name = "replication-factor",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "With --create: replicas of each partition; without it the broker's "
                   "default.replication.factor.",
           .type = ValueType::int32},
    Option{.name = "replica-assignment",
           .argument = Argument::required,
           .placeholder = "B:B,B:B",
           .help = "With --create and --alter: the broker ids of each partition's replicas, the "
                   "preferred leader first. A comma separates partitions, a colon the replicas of "
                   "one. With --alter the list begins at partition 0; the part for partitions that "
                   "exist already is skipped."},
    Option{.name = "config",
           .argument = Argument::required,
           .placeholder = "NAME=VALUE",
           .help =
               "With --create: a setting of the topic, such as retention.ms=60000. May be given "
               "several times.",
           .repeatable = true},

    Option{.name = "under-replicated-partitions",
           .help = "Only partitions that have fewer in-sync replicas than replicas. This and the "
                   "next three may be combined: a partition is shown if any of them applies.",
           .section = "What --describe shows"},
    Option{.name = "unavailable-partitions", .help = "Only partitions without a live leader."},
    Option{.name = "under-min-isr-partitions",
           .help = "Only partitions that have fewer in-sync replicas than min.insync.replicas."},
    Option{.name = "at-min-isr-partitions",
           .help = "Only partitions that have exactly min.insync.replicas in-sync replicas."},
    Option{.name = "topics-with-overrides",
           .help = "Only the heading line of topics that have settings of their own."},
    Option{.name = "partition-size-limit-per-response",
           .argument = Argument::required,
           .placeholder = "N",
           .help =
               "How many partitions a broker puts into one answer. Default: 2000. All are shown "
               "in any case.",
           .type = ValueType::int32},

    Option{.name = "delete-config",
           .argument = Argument::required,
           .placeholder = "NAME",
           .help = "Does nothing since Kafka 4.0; accepted with a warning. Use kafka-configs.",
           .repeatable = true,
           .section = "Of older versions"},
    Option{.name = "force", .help = "Does nothing since Kafka 3.0; accepted with a warning."},
    Option{.name = "zookeeper",
           .argument = Argument::required,
           .placeholder = "HOST:PORT",
           .help = "Refused: topics are managed through brokers since Kafka 3.0. Use "
                   "--bootstrap-server."},
    Option{.name = "disable-rack-aware",
           .help = "Refused: it needed ZooKeeper. Use --replica-assignment."},
};

constexpr std::array examples{
    Example{"kafka-topics --bootstrap-server localhost:9092 --create --topic sensor-stream "
            "--partitions 2 --replication-factor 1",
            "Create a topic"},
    Example{"kafka-topics --bootstrap-server localhost:9092 --list", "List all topics"},
    Example{"kafka-topics --bootstrap-server localhost:9092 --describe --topic 'sensor-.*'",
            "Describe the topics whose names begin with \"sensor-\""},
    Example{"kafka-topics --bootstrap-server localhost:9092 --describe "
            "--under-replicated-partitions --output json",
            "Partitions that miss replicas, for a program to read"},
    Example{"kafka-topics --bootstrap-server localhost:9092 --alter --topic sensor-stream "
            "--partitions 4",
            "Raise the number of partitions to four"},
    Example{"kafka-topics --bootstrap-server localhost:9092 --delete --if-exists --topic old",
            "Delete a topic if it is there"},
};

constexpr std::array<std::string_view, 4> see_also{
    "kafka-console-consumer", "kafka-console-producer", "kafka-consumer-groups", "kafka-sandbox"};

constexpr CommandSpec command{
    .name = "kafka-topics",
    .summary = "Create, list, describe, alter and delete topics",
    .description =
        "Exactly one of --create, --list, --describe, --alter and --delete is needed. Options, "
        "output and messages are those of Apache Kafka's own tool; failures are told on standard "
        "error, and their exit status is never 0.\n"
        "\n"
        "--list prints one name a line, sorted, and an empty line where there is none. --describe "
        "prints a heading line for each topic and a line for each of its partitions, with a TAB "
        "between fields. --create says what it created; --alter and --delete print nothing. "
        "These three return when the next command will see the change, after two seconds at the "
        "latest.\n"
        "\n"
        "With --output json every action prints one object with \"version\": 1 and an array "
        "\"topics\", sorted by name. Each has \"name\", and \"topic_id\" where the action knows it "
        "(null for brokers before 2.8). --list adds \"internal\"; --create adds \"created\" (false "
        "if --if-not-exists found it), \"partitions\" and \"replication_factor\" (null where the "
        "broker does not say); --alter adds \"partitions\". --describe adds \"internal\", "
        "\"partition_count\", \"replication_factor\", \"configs\" (an object with the settings "
        "that "
        "are not Kafka's defaults) and \"partitions\": objects with \"partition\", \"leader\" "
        "(null: "
        "none), \"replicas\", \"isr\", \"offline_replicas\", \"elr\" and \"last_known_elr\" (null "
        "where the broker does not report them), and during a reassignment \"adding_replicas\" and "
        "\"removing_replicas\". An array \"warnings\" is there if something is to be said that is "
        "no failure.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::topics
