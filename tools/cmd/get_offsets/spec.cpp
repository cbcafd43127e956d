#include <array>

#include "cmd/get_offsets/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::get_offsets {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),

    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help = "The topics to look at. A regular expression in Java's syntax that must match "
                   "the whole name; commas separate alternatives. Default: all.",
           .complete = Complete::topic,
           .section = "What to look at"},
    Option{.name = "partitions",
           .argument = Argument::required,
           .placeholder = "N[,...]",
           .help = "The numbers of the partitions to look at. Default: all."},
    Option{.name = "topic-partitions",
           .argument = Argument::required,
           .placeholder = "TOPIC[:RANGE][,...]",
           .help = "Topics, each with the partitions to look at, in place of --topic and "
                   "--partitions. A range is a number, '0-3' (without 3), '5-' or '-3'. Without a "
                   "range all partitions are meant, without a name all topics."},
    Option{.name = "exclude-internal-topics",
           .help = "Leave out the topics in which Kafka keeps its own state."},
    Option{.name = "time",
           .argument = Argument::required,
           .placeholder = "TIME",
           .help = "Which offset: latest or -1 (the default), earliest or -2, max-timestamp or -3, "
                   "earliest-local or -4, latest-tiered or -5, earliest-pending-upload or -6; or "
                   "milliseconds since 1970, for the first record of that time or later.",
           .complete = Complete::choice,
           .choices = "latest|earliest|max-timestamp|earliest-local|latest-tiered|"
                      "earliest-pending-upload"},

    Option{.name = "broker-list",
           .argument = Argument::required,
           .placeholder = "HOST:PORT[,...]",
           .replaced_by = "bootstrap-server",
           .section = "Of older versions"},
    Option{.name = "max-wait-ms",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "Does nothing since Kafka 3.0; accepted with a warning."},
    Option{.name = "offsets",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Does nothing since Kafka 3.0; accepted with a warning."},
};

constexpr std::array examples{
    Example{"kafka-get-offsets --bootstrap-server localhost:9092 --topic sensor-stream",
            "Where each partition of a topic ends"},
    Example{"kafka-get-offsets --bootstrap-server localhost:9092 --topic sensor-stream --time "
            "earliest",
            "Where each partition begins"},
    Example{"kafka-get-offsets --bootstrap-server localhost:9092 --topic-partitions "
            "'sensor-.*:0-2,audit' --time 1713763500000",
            "The first records of some partitions since a moment"},
};

constexpr std::array<std::string_view, 3> see_also{"kafka-topics", "kafka-consumer-groups",
                                                   "kafka-delete-records"};

constexpr CommandSpec command{
    .name = "kafka-get-offsets",
    .summary = "Print offsets of topics' partitions",
    .description =
        "Prints a line topic:partition:offset for each partition, sorted as text, so that "
        "partition 10 comes before 2. A partition without such an offset (no record of that time "
        "or later, nothing tiered) has no line.\n"
        "\n"
        "Options, output and messages are those of Apache Kafka's own tool. A partition that could "
        "not be asked about is told on standard error, and the exit status is 1 then.\n"
        "\n"
        "With --output json one object with \"version\": 1, an array \"offsets\" of objects with "
        "\"topic\", \"partition\" and \"offset\" (null: no such offset), and an array "
        "\"failed\" of objects with \"topic\", \"partition\" and \"error\".",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::get_offsets
