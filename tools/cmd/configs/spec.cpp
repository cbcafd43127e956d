#include <array>

#include "cmd/configs/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::configs {
namespace {

constexpr Option named(std::string_view name, std::string_view placeholder, std::string_view help) {
  return {.name = name, .argument = Argument::required, .placeholder = placeholder, .help = help};
}

constexpr Option completed(Option option, Complete how) {
  option.complete = how;
  return option;
}

constexpr Option headed(Option option, std::string_view section) {
  option.section = section;
  return option;
}

constexpr std::array options{
    bootstrap_server("The brokers to ask first. This or --bootstrap-controller is required.",
                     "Connection"),
    bootstrap_controller(),
    command_config(),

    Option{.name = "describe",
           .help = "Show what is set for the entity, or for each entity of its type.",
           .section = "Actions"},
    Option{.name = "alter",
           .help =
               "Change what --add-config, --add-config-file and --delete-config name; all other "
               "settings stay."},
    Option{.name = "all",
           .help = "With --describe: show every setting, not only what was set for the entity "
                   "itself."},

    headed(completed(named("topic", "TOPIC", "The topic."), Complete::topic), "What to act on"),
    named("broker", "ID", "The broker with this id."),
    Option{.name = "broker-defaults", .help = "What holds for every broker of the cluster."},
    named("broker-logger", "ID", "The log levels of the broker with this id."),
    completed(named("group", "GROUP", "The group, of whatever type."), Complete::group),
    named("client-metrics", "NAME", "The subscription to metrics of clients with this name."),
    named("user", "USER",
          "The user: quotas and SCRAM passwords. Together with --client: quotas of that user with "
          "that client id."),
    Option{.name = "user-defaults", .help = "Quotas of every user without quotas of its own."},
    named("client", "CLIENT-ID", "Clients with this id: quotas."),
    Option{.name = "client-defaults",
           .help = "Quotas of every client id without quotas of its own."},
    named("ip", "ADDRESS", "The address: quotas of connections."),
    Option{.name = "ip-defaults", .help = "Quotas of every address without quotas of its own."},
    Option{.name = "entity-type",
           .argument = Argument::required,
           .placeholder = "TYPE",
           .help = "The same in Kafka's older form: topics, brokers, broker-loggers, groups, "
                   "client-metrics, users, clients or ips. users and clients may be given both.",
           .complete = Complete::choice,
           .choices = "topics|brokers|broker-loggers|groups|client-metrics|users|clients|ips",
           .repeatable = true},
    Option{.name = "entity-name",
           .argument = Argument::required,
           .placeholder = "NAME",
           .help =
               "The name of the entity. The first name belongs to the first type, the second to "
               "the second.",
           .repeatable = true},
    Option{.name = "entity-default",
           .help = "In place of --entity-name: the default of the type (users, clients, brokers, "
                   "ips)."},

    Option{.name = "add-config",
           .argument = Argument::required,
           .placeholder = "NAME=VALUE[,...]",
           .help =
               "Settings to be set. A value with commas stands in brackets: "
               "'cleanup.policy=[compact,delete]'. A password is set by "
               "'SCRAM-SHA-512=[iterations=8192,password=PASSWORD]'; other users of the machine "
               "may see a command line, so --add-config-file is the better place for it.",
           .section = "Changes"},
    Option{.name = "add-config-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "A properties file with settings to be set. Brackets have no meaning in it.",
           .complete = Complete::file},
    Option{.name = "delete-config",
           .argument = Argument::required,
           .placeholder = "NAME[,...]",
           .help = "Settings to be taken away, so that what is behind them holds again.",
           .repeatable = true},

    Option{.name = "zookeeper",
           .argument = Argument::required,
           .placeholder = "HOST:PORT",
           .help = "Refused: there is no ZooKeeper since Kafka 4.0. Use --bootstrap-server.",
           .section = "Of older versions"},
    Option{.name = "zk-tls-config-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "Refused, as --zookeeper."},
    Option{.name = "force", .help = "Does nothing since Kafka 4.0; accepted with a warning."},
};

constexpr std::array examples{
    Example{"kafka-configs --bootstrap-server localhost:9092 --alter --topic sensor-stream "
            "--add-config retention.ms=3600000,cleanup.policy=[compact,delete]",
            "Keep records for an hour, and the newest of each key"},
    Example{"kafka-configs --bootstrap-server localhost:9092 --describe --topic sensor-stream",
            "Show what was set for a topic"},
    Example{"kafka-configs --bootstrap-server localhost:9092 --alter --topic sensor-stream "
            "--delete-config retention.ms",
            "Back to the cluster's retention"},
    Example{"kafka-configs --bootstrap-server localhost:9092 --describe --broker 1 --all --output "
            "json",
            "Every setting of a broker, for a program to read"},
    Example{"kafka-configs --bootstrap-server localhost:9092 --alter --client reporting "
            "--add-config producer_byte_rate=1048576",
            "Let clients with the id \"reporting\" send at most 1 MB a second to each broker"},
    Example{"kafka-configs --bootstrap-server localhost:9092 --alter --user alice "
            "--add-config-file alice.properties",
            "Give a user a password: the file holds SCRAM-SHA-512=iterations=8192,password=..."},
};

constexpr std::array<std::string_view, 3> see_also{"kafka-topics", "kafka-consumer-groups",
                                                   "kafka-sandbox"};

constexpr CommandSpec command{
    .name = "kafka-configs",
    .summary = "Describe and alter settings, quotas and SCRAM passwords",
    .description =
        "Exactly one of --describe and --alter is needed, and an entity. Options, output and "
        "messages are those of Apache Kafka's own tool; failures are told on standard error, and "
        "their exit status is never 0. That an entity does not exist is a failure, too. No message "
        "repeats a value that may be a password.\n"
        "\n"
        "--describe without a name shows every entity of the type. Of a setting it shows the value "
        "that holds, and what would hold without it (synonyms). Values of passwords are not told "
        "by brokers and show as null.\n"
        "\n"
        "With --output json one object with \"version\": 1 is printed. --describe of topics, "
        "brokers, broker-loggers, groups and client-metrics has an array \"resources\": each with "
        "\"type\", \"name\" (null: the default of all brokers) and \"configs\", objects with "
        "\"name\", \"value\" (null: not told), \"source\", \"type\", \"read_only\", \"sensitive\" "
        "and \"synonyms\". --describe of users, clients and ips has \"quotas\", each with "
        "\"entity\" (names by kind, null for a default) and \"values\", and \"scram_credentials\", "
        "each with \"user\" and \"credentials\" (\"mechanism\" and \"iterations\"). --alter has "
        "\"altered\", the entities with \"type\" and \"name\".",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::configs
