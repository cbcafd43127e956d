#include <array>

#include "cmd/delete_records/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::delete_records {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config(),

    Option{.name = "offset-json-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "Which records to delete: those before an offset, for each partition. Required. "
                   "A JSON file: {\"partitions\":[{\"topic\":\"t\",\"partition\":0,"
                   "\"offset\":5}],\"version\":1}. Offset -1 stands for the end: all records.",
           .complete = Complete::file,
           .section = "What to delete"},
};

constexpr std::array examples{
    Example{"kafka-delete-records --bootstrap-server localhost:9092 --offset-json-file "
            "offsets.json",
            "Delete the records before the offsets in a file"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-get-offsets", "kafka-topics"};

constexpr CommandSpec command{
    .name = "kafka-delete-records",
    .summary = "Delete records before an offset",
    .description =
        "Deletes the records of partitions that lie before the given offsets, for all consumers "
        "and for good, and prints the first offset that is left in each partition, the low "
        "watermark.\n"
        "\n"
        "Options, output and messages are those of Apache Kafka's own tool. Where a partition "
        "fails, its line says why, and the exit status is 1.\n"
        "\n"
        "With --output json one object with \"version\": 1 and an array \"partitions\" of "
        "objects with \"topic\", \"partition\", \"low_watermark\" (null after a failure) and "
        "\"error\" (null, or an object with \"code\" and \"message\").",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return command;
}

}  // namespace kpp::tools::delete_records
