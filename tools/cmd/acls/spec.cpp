#include <array>

#include "cmd/acls/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::acls {
namespace {

constexpr Option many(std::string_view name, std::string_view placeholder, std::string_view help) {
  return {.name = name,
          .argument = Argument::required,
          .placeholder = placeholder,
          .help = help,
          .repeatable = true};
}

constexpr Option completed(Option option, Complete how) {
  option.complete = how;
  return option;
}

constexpr Option headed(Option option, std::string_view section) {
  option.section = section;
  return option;
}

constexpr Option refused(std::string_view name, std::string_view placeholder) {
  return {.name = name,
          .argument = Argument::required,
          .placeholder = placeholder,
          .help = "Refused: it wrote to ZooKeeper. Use --bootstrap-server.",
          .repeatable = true};
}

constexpr Option optional_file(Option option) {
  option.argument = Argument::optional;
  return option;
}

constexpr std::array options{
    bootstrap_server("The brokers to ask first. This or --bootstrap-controller is required.",
                     "Connection"),
    bootstrap_controller(),
    optional_file(command_config()),

    Option{.name = "list",
           .help = "Show the ACLs of the resources given, or all.",
           .section = "Actions"},
    Option{.name = "add", .help = "Add ACLs. One that is there already is said and left."},
    Option{.name = "remove",
           .help = "Remove ACLs; without a principal every ACL of the resources given. Asks first, "
                   "unless --force is given."},
    Option{.name = "force", .help = "Do not ask."},

    headed(completed(many("topic", "TOPIC", "A topic; '*' stands for all."), Complete::topic),
           "On what"),
    completed(many("group", "GROUP", "A group; '*' stands for all."), Complete::group),
    Option{.name = "cluster", .help = "The cluster itself."},
    many("transactional-id", "ID", "A transactional id; '*' stands for all."),
    many("delegation-token", "ID", "A delegation token; '*' stands for all."),
    many("user-principal", "USER", "A user whose tokens others may create or see."),
    Option{.name = "resource-pattern-type",
           .argument = Argument::required,
           .placeholder = "TYPE",
           .help =
               "How the names above are meant. literal (the default): this name. prefixed: all "
               "names that begin so. With --list and --remove also any: this name, whatever the "
               "type, and match: every ACL that covers this name.",
           .complete = Complete::choice,
           .choices = "literal|prefixed|any|match"},

    headed(many("allow-principal", "TYPE:NAME",
                "Who may, for example User:alice; User:* is everybody."),
           "Who"),
    many("deny-principal", "TYPE:NAME", "Who may not, even if an --allow-principal covers him."),
    many("allow-host", "HOST",
         "The address from which --allow-principal may; without it from everywhere."),
    many("deny-host", "HOST",
         "The address from which --deny-principal may not; without it from everywhere."),
    Option{.name = "principal",
           .argument = Argument::optional,
           .placeholder = "TYPE:NAME",
           .help = "With --list: only ACLs of this principal.",
           .repeatable = true},

    headed(many("operation", "OPERATION",
                "Read, Write, Create, Delete, Alter, Describe, ClusterAction, DescribeConfigs, "
                "AlterConfigs, IdempotentWrite, CreateTokens, DescribeTokens, TwoPhaseCommit or "
                "All. Default: All."),
           "What"),
    Option{.name = "producer",
           .help = "What a producer needs: Write, Describe and Create on --topic, Write and "
                   "Describe on --transactional-id."},
    Option{.name = "consumer",
           .help = "What a consumer needs: Read and Describe on --topic, Read on --group."},
    Option{.name = "idempotent",
           .help = "With --producer: also IdempotentWrite on the cluster, which brokers before 3.0 "
                   "ask for."},

    headed(refused("authorizer", "CLASS"), "Of older versions"),
    refused("authorizer-properties", "NAME=VALUE"),
    refused("zk-tls-config-file", "FILE"),
};

constexpr std::array examples{
    Example{"kafka-acls --bootstrap-server localhost:9092 --add --allow-principal User:alice "
            "--producer --topic sensor-stream",
            "Let alice send to a topic"},
    Example{"kafka-acls --bootstrap-server localhost:9092 --add --allow-principal User:bob "
            "--consumer --topic sensor- --group reporting --resource-pattern-type prefixed",
            "Let bob read topics that begin with \"sensor-\" in groups that begin with "
            "\"reporting\""},
    Example{"kafka-acls --bootstrap-server localhost:9092 --list --topic sensor-stream "
            "--resource-pattern-type match",
            "Show every ACL that covers a topic, prefixes and '*' included"},
    Example{"kafka-acls --bootstrap-server localhost:9092 --list --principal User:alice --output "
            "json",
            "What alice may do, for a program to read"},
    Example{"kafka-acls --bootstrap-server localhost:9092 --remove --force --topic old-topic",
            "Remove every ACL of a topic without being asked"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-topics", "kafka-configs"};

constexpr CommandSpec command{
    .name = "kafka-acls",
    .summary = "List, add and remove access control lists",
    .description =
        "Exactly one of --list, --add and --remove is needed; --add and --remove need a resource, "
        "--add also a principal. Options, output and messages are those of Apache Kafka's own "
        "tool, but sorted; failures are told on standard error, and their exit status is never 0. "
        "The brokers need an authorizer (authorizer.class.name).\n"
        "\n"
        "--remove asks for each resource, on standard output, and takes a line of standard input "
        "that is y or Y for yes. With anything else that resource is left as it is.\n"
        "\n"
        "With --output json one object with \"version\": 1 is printed. --list has an array "
        "\"acls\", --add \"added\" and \"existing\", --remove \"removed\". An ACL is an object "
        "with "
        "\"resource_type\", \"resource_name\", \"pattern_type\", \"principal\", \"host\", "
        "\"operation\" and \"permission\". Questions are then on standard error.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::acls
