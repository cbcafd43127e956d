#include <array>

#include "cmd/reassign_partitions/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. This or --bootstrap-controller is required.",
                     "Connection"),
    bootstrap_controller("The controllers to ask, in place of brokers. For --cancel and --list."),
    command_config(),

    Option{.name = "generate",
           .help = "Propose a new assignment for the topics of --topics-to-move-json-file over the "
                   "brokers of --broker-list. Changes nothing.",
           .section = "Actions"},
    Option{.name = "execute", .help = "Begin the moves of --reassignment-json-file."},
    Option{.name = "verify",
           .help = "Say how far the moves of --reassignment-json-file are. Once no move is under "
                   "way in the whole cluster, throttles are removed."},
    Option{.name = "cancel", .help = "Undo the moves of --reassignment-json-file."},
    Option{.name = "list", .help = "List all moves that are under way."},

    Option{.name = "reassignment-json-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "The moves: {\"version\":1,\"partitions\":[{\"topic\":\"t\",\"partition\":0,"
                   "\"replicas\":[1,2],\"log_dirs\":[\"any\",\"/data\"]}]}. log_dirs may be left "
                   "out.",
           .complete = Complete::file,
           .section = "What to move"},
    Option{.name = "topics-to-move-json-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "With --generate: {\"version\":1,\"topics\":[{\"topic\":\"t\"}]}.",
           .complete = Complete::file},
    Option{.name = "broker-list",
           .argument = Argument::required,
           .placeholder = "ID[,...]",
           .help = "With --generate: the brokers that are to have the replicas."},
    Option{.name = "disable-rack-aware",
           .help = "With --generate: do not spread replicas over racks."},

    Option{.name = "throttle",
           .argument = Argument::required,
           .placeholder = "BYTES",
           .help = "With --execute: at most so many bytes a second between brokers. It holds until "
                   "--verify finds everything done. With --additional it changes the limit of what "
                   "is under way.",
           .type = ValueType::int64,
           .section = "How to move"},
    Option{.name = "replica-alter-log-dirs-throttle",
           .argument = Argument::required,
           .placeholder = "BYTES",
           .help = "With --execute: at most so many bytes a second between log directories of a "
                   "broker.",
           .type = ValueType::int64},
    Option{.name = "timeout",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "With --execute and --cancel: how long to try to begin moves between log "
                   "directories. Default: 10000.",
           .type = ValueType::int64},
    Option{.name = "additional", .help = "With --execute: also while other moves are under way."},
    Option{.name = "disallow-replication-factor-change",
           .help = "With --execute: refuse a move that would leave a partition with more or fewer "
                   "replicas. Needs brokers from 4.1."},
    Option{.name = "preserve-throttles",
           .help = "With --verify and --cancel: leave throttles as they are."},
    Option{.name = "wait",
           .argument = Argument::optional,
           .placeholder = "SECONDS",
           .help = "With --execute: return when everything has arrived, or after so many seconds "
                   "with status 1. On a terminal a bar shows how far it is. Throttles are removed "
                   "at the end. Not in Kafka's own tool.",
           .type = ValueType::int32},

    Option{.name = "zookeeper",
           .argument = Argument::required,
           .placeholder = "HOST:PORT",
           .help = "Refused: partitions are reassigned through brokers since Kafka 3.0. Use "
                   "--bootstrap-server.",
           .section = "Of older versions"},
};

constexpr std::array examples{
    Example{"kafka-reassign-partitions --bootstrap-server localhost:9092 --generate "
            "--topics-to-move-json-file topics.json --broker-list 1,2,3",
            "Propose how to spread topics over three brokers"},
    Example{"kafka-reassign-partitions --bootstrap-server localhost:9092 --execute "
            "--reassignment-json-file plan.json --throttle 10000000 --wait",
            "Move partitions at no more than 10 MB/s, and wait until they have arrived"},
    Example{"kafka-reassign-partitions --bootstrap-server localhost:9092 --verify "
            "--reassignment-json-file plan.json",
            "See how far it is"},
    Example{"kafka-reassign-partitions --bootstrap-server localhost:9092 --cancel "
            "--reassignment-json-file plan.json",
            "Undo what has not arrived"},
};

constexpr std::array<std::string_view, 3> see_also{"kafka-log-dirs", "kafka-leader-election",
                                                   "kafka-topics"};

constexpr CommandSpec command{
    .name = "kafka-reassign-partitions",
    .summary = "Move partitions between brokers and log directories",
    .description =
        "Exactly one of --generate, --execute, --verify, --cancel and --list is needed. --execute "
        "prints the assignment that there was, in the form of a file, for the way back.\n"
        "\n"
        "Options, output and messages are those of Apache Kafka's own tool, but that failures are "
        "told on standard error.\n"
        "\n"
        "With --output json every action prints one object with \"version\": 1. --generate adds "
        "\"current\" and \"proposed\": arrays as \"partitions\" of a reassignment file. --execute "
        "adds \"previous\" (such an array), \"inter_broker_throttle\" and \"log_dir_throttle\" "
        "(null: none was set), \"started\" and \"failed\" (objects with \"topic\" and "
        "\"partition\", and \"error\"), \"log_dir_moves\" (with \"broker\" and \"log_dir\"), "
        "\"done\" (null without --wait) and \"throttles_cleared\" (null, or \"brokers\" and "
        "\"topics\"). --verify adds \"partitions\" with \"state\" (completed, in_progress, "
        "different), \"replicas\" and \"target\", \"log_dirs\" with \"state\" (also missing), "
        "\"log_dir\", \"future\" and \"target\", and \"throttles_cleared\". --cancel adds "
        "\"cancelled\", \"failed\", \"log_dir_moves\" and \"throttles_cleared\"; --list adds "
        "\"reassignments\" with \"replicas\", \"adding_replicas\" and \"removing_replicas\".",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::reassign_partitions
