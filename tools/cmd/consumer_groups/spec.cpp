#include <array>

#include "cmd/consumer_groups/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::consumer_groups {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Needed by every action but --validate-regex.",
                     "Connection"),
    command_config(),
    Option{.name = "timeout",
           .argument = Argument::required,
           .placeholder = "MS",
           .help =
               "How long each step may take, in milliseconds. Default: default.api.timeout.ms of "
               "--command-config, else 30000. That no broker can be reached is said after 5 "
               "seconds at the latest.",
           .type = ValueType::int64},

    Option{.name = "list",
           .help = "List the groups of consumers. With --state or --type: as a table with these "
                   "columns.",
           .section = "Actions"},
    Option{.name = "describe",
           .help = "Show a group's partitions, committed offsets and lag; with --members its "
                   "members, with --state its state."},
    Option{.name = "delete", .help = "Delete groups that have no members."},
    Option{.name = "reset-offsets",
           .help = "Plan, and with --execute commit, new offsets for a group without active "
                   "members. Needs one scenario, and --topic or --all-topics to say which "
                   "partitions."},
    Option{.name = "delete-offsets",
           .help = "Delete the committed offsets of one group for the topics given with --topic."},
    Option{.name = "validate-regex",
           .argument = Argument::required,
           .placeholder = "REGEX",
           .help = "Say whether a regular expression has the RE2 syntax that brokers take for "
                   "subscriptions (KIP-848). Needs no broker. The exit status is 1 if it has not."},

    Option{.name = "group",
           .argument = Argument::required,
           .placeholder = "GROUP",
           .help = "The group to act on. May be given several times.",
           .complete = Complete::group,
           .repeatable = true,
           .section = "What to act on"},
    Option{.name = "all-groups", .help = "Act on all groups of consumers."},
    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC[:P,...]",
           .help = "A topic, or some of its partitions, whose offsets are reset or deleted. May be "
                   "given several times.",
           .complete = Complete::topic,
           .repeatable = true},
    Option{.name = "all-topics",
           .help = "Reset every partition that the group has a committed offset for."},

    Option{.name = "offsets",
           .help = "With --describe: partitions, offsets and lag. This is the default.",
           .section = "What to show"},
    Option{.name = "members", .help = "With --describe: the members of the group."},
    Option{.name = "state",
           .argument = Argument::optional,
           .placeholder = "STATE,...",
           .help = "With --describe: the state of the group, without a value. With --list: add the "
                   "state, and list only groups in these states if some are named.",
           .complete = Complete::choice,
           .choices =
               "PreparingRebalance|CompletingRebalance|Stable|Dead|Empty|Assigning|Reconciling"},
    Option{.name = "type",
           .argument = Argument::optional,
           .placeholder = "TYPE,...",
           .help = "With --list: add the type, and list only groups of these types if some are "
                   "named. Brokers before 3.8 do not tell it.",
           .complete = Complete::choice,
           .choices = "Classic|Consumer"},
    Option{.name = "verbose", .help = "With --describe: more columns."},

    Option{.name = "to-earliest",
           .help = "Reset to the first offset of each partition.",
           .section = "Reset scenarios"},
    Option{.name = "to-latest", .help = "Reset to the end of each partition."},
    Option{.name = "to-current",
           .help = "Reset to the committed offset, or to the end where there is none."},
    Option{.name = "to-offset",
           .argument = Argument::required,
           .placeholder = "OFFSET",
           .help = "Reset to this offset, brought into the range of the partition.",
           .type = ValueType::int64},
    Option{.name = "shift-by",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Move the committed offset by so many records, back if negative.",
           .type = ValueType::int64},
    Option{.name = "to-datetime",
           .argument = Argument::required,
           .placeholder = "DATETIME",
           .help = "Reset to the first record at or after this time, written "
                   "YYYY-MM-DDThh:mm:ss.sss, in UTC unless Z, +hh or +hh:mm follows."},
    Option{.name = "by-duration",
           .argument = Argument::required,
           .placeholder = "DURATION",
           .help = "Reset to the first record that is at most so old, written PnDTnHnMnS: PT1H is "
                   "an hour."},
    Option{.name = "from-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "Reset to the offsets of a CSV file as --export writes it: "
                   "topic,partition,offset for one group, or group,topic,partition,offset.",
           .complete = Complete::file},

    Option{.name = "dry-run",
           .help = "Only show the new offsets. This is the default.",
           .section = "Reset options"},
    Option{.name = "execute", .help = "Commit the new offsets."},
    Option{.name = "export", .help = "Print the new offsets as CSV instead of a table."},

    Option{.name = "zookeeper",
           .argument = Argument::required,
           .placeholder = "HOST:PORT",
           .help = "Refused: groups have not lived in ZooKeeper since Kafka 2.0. Use "
                   "--bootstrap-server.",
           .section = "Removed options"},
    Option{.name = "new-consumer",
           .help = "Accepted and needless: there is no other consumer since Kafka 2.0."},
};

constexpr std::array examples{
    Example{"kafka-consumer-groups --bootstrap-server localhost:9092 --list", "Which groups exist"},
    Example{"kafka-consumer-groups --bootstrap-server localhost:9092 --describe --group testgroup",
            "How far a group has read, and how much is left"},
    Example{"kafka-consumer-groups --bootstrap-server localhost:9092 --group testgroup "
            "--topic sensor-stream --reset-offsets --to-earliest --execute",
            "Read a topic again from its beginning"},
    Example{"kafka-consumer-groups --bootstrap-server localhost:9092 --group testgroup "
            "--topic sensor-stream:1 --reset-offsets --to-offset 1 --execute",
            "Move one partition"},
    Example{"kafka-consumer-groups --bootstrap-server localhost:9092 --group testgroup "
            "--all-topics --reset-offsets --to-current --export > offsets.csv",
            "Save a group's offsets; --from-file takes the file back"},
};

constexpr std::array<std::string_view, 3> see_also{"kafka-topics", "kafka-console-consumer",
                                                   "kafka-sandbox"};

constexpr CommandSpec the_spec{
    .name = "kafka-consumer-groups",
    .summary = "List, describe and delete consumer groups, and reset or delete their offsets",
    .description =
        "Works on groups of consumers of both protocols: the classic one and that of KIP-848. One "
        "action a run: --list, --describe, --delete, --reset-offsets, --delete-offsets or "
        "--validate-regex.\n\n"
        "Offsets can be reset only while the group has no active members. Without --execute the "
        "new offsets are shown and nothing is changed. An offset outside of the partition's range "
        "is replaced by the nearest one inside, with a warning.\n\n"
        "Output is that of Kafka's own tool, but what fails is said on standard error with exit "
        "status 1. A command that fails "
        "for some groups or partitions only, shows the others on standard output. If a named group "
        "cannot be described, nothing is shown. --validate-regex says `unexpected )' where Kafka's "
        "tool says `internal error'.\n\n"
        "With --output json one object is printed, with \"version\": 1 first. What is not known is "
        "null, and an error is {code, message}.\n\n"
        "--list: groups: [{group, type, state}].\n\n"
        "--describe: groups: [{group, type, state, partitions: [{topic, partition, leader_epoch, "
        "current_offset, log_end_offset, lag, consumer_id, host, client_id}]}].\n\n"
        "--describe --members: instead of partitions, members: [{consumer_id, group_instance_id, "
        "host, client_id, partitions, current_epoch, current_assignment: [{topic, partition}], "
        "target_epoch, target_assignment: [{topic, partition}], upgraded}].\n\n"
        "--describe --state: instead of partitions, coordinator: {id, host, port}, "
        "assignment_strategy, group_epoch, target_assignment_epoch, members.\n\n"
        "--reset-offsets: executed, groups: [{group, offsets: [{topic, partition, new_offset, "
        "requested_offset, note}]}], failed: [{group, error}].\n\n"
        "--delete: deleted: [group], failed: [{group, error}].\n\n"
        "--delete-offsets: group, partitions: [{topic, partition, deleted, error}].\n\n"
        "--validate-regex: regex, valid, reason.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return the_spec;
}

}  // namespace kpp::tools::consumer_groups
