#include <array>

#include "cmd/console_producer/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::console_producer {
namespace {

constexpr std::array options{
    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help =
               "The topic to write to. Required, but with --input json: there it wins over what "
               "each record says.",
           .complete = Complete::topic,
           .section = "What and where"},
    bootstrap_server(),
    old_spelling("broker-list", bootstrap_server()),
    command_config("A properties file with producer settings, such as those for TLS and login."),
    old_spelling("producer.config", command_config()),
    Option{.name = "command-property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .help = "A producer setting; wins over the file. May be given several times.",
           .repeatable = true},
    Option{.name = "producer-property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .repeatable = true,
           .replaced_by = "command-property"},

    Option{.name = "input",
           .argument = Argument::required,
           .placeholder = "FORM",
           .help = "lines: as the reader properties say, which is the default. hex, base64: the "
                   "same, but key and value are bytes in these letters. json: a record a line, as "
                   "kafka-console-consumer --output json writes it.",
           .complete = Complete::choice,
           .choices = "lines|json|hex|base64",
           .section = "Input"},
    Option{.name = "format",
           .argument = Argument::required,
           .placeholder = "STRING",
           .help = "Read each record by this format instead, the same that kafka-console-consumer "
                   "--format prints by: %k key, %s value, %t topic, %p partition, %T time, %h "
                   "headers; %K and %S in front say how many bytes key and value have. See "
                   "--help-format."},
    Option{.name = "help-format",
           .help = "Explain the formats of --format, with examples, and exit."},
    Option{.name = "delimiter",
           .argument = Argument::required,
           .placeholder = "TEXT",
           .help =
               "What stands between records instead of the end of a line: one byte or many, with "
               "\\n, \\t, \\r, \\0, \\\\ and \\xNN. Every other byte is sent as it is."},
    Option{.name = "whole-file",
           .help = "Each file is one record, every byte of it as it is; so is standard input."},
    Option{.name = "repeat",
           .argument = Argument::required,
           .placeholder = "TIMES",
           .help = "Send the whole input so often, one time after the other. Default: 1.",
           .type = ValueType::int64},
    Option{.name = "rate",
           .argument = Argument::required,
           .placeholder = "RECORDS",
           .help = "Send no more records a second than this, on average. Default: as fast as the "
                   "brokers take them.",
           .type = ValueType::real},
    Option{.name = "keep",
           .argument = Argument::required,
           .placeholder = "WHAT",
           .help = "With --input json: partition, timestamp or both, with a comma between, stay "
                   "what the record says. Otherwise both are chosen anew.",
           .complete = Complete::choice,
           .choices = "partition|timestamp|partition,timestamp"},
    Option{.name = "on-error",
           .argument = Argument::required,
           .placeholder = "WHAT",
           .help = "What a line that is no record does: stop ends the run after those before it, "
                   "which is the default; skip leaves it out. The exit status is 1 either way.",
           .complete = Complete::choice,
           .choices = "stop|skip"},
    Option{.name = "reader-property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .help = "How a line is taken apart; see the list above. May be given several times.",
           .repeatable = true},
    Option{.name = "property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .repeatable = true,
           .replaced_by = "reader-property"},
    Option{.name = "reader-config",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "A properties file with reader properties. --reader-property wins over it.",
           .complete = Complete::file},
    Option{.name = "line-reader",
           .argument = Argument::required,
           .placeholder = "CLASS",
           .help = "Kafka's LineMessageReader, which is the default, by its class name. Other Java "
                   "classes cannot be loaded."},

    Option{.name = "sync",
           .help = "Send one record at a time, wait for its acknowledgement, and stop at the first "
                   "that fails.",
           .section = "Sending"},
    Option{.name = "transactional-id",
           .argument = Argument::required,
           .placeholder = "ID",
           .help = "Write everything in one transaction, under this id: readers with "
                   "isolation.level=read_committed see all of it, once the input has ended, or "
                   "nothing, if anything failed or a signal came. transaction.timeout.ms (60000) "
                   "bounds it."},
    Option{.name = "compression-codec",
           .argument = Argument::optional,
           .placeholder = "CODEC",
           .help = "Compress batches: none, gzip, snappy, lz4 or zstd; gzip if no codec is named. "
                   "Default: compression.type of the settings, else none.",
           .complete = Complete::choice,
           .choices = "none|gzip|snappy|lz4|zstd"},
    Option{.name = "request-required-acks",
           .argument = Argument::required,
           .placeholder = "ACKS",
           .help = "Who must have a record before it counts as delivered: all or -1 (all in-sync "
                   "replicas), 1 (the leader), 0 (nobody). Sets acks. Default: -1.",
           .complete = Complete::choice,
           .choices = "all|-1|0|1"},
    Option{.name = "request-timeout-ms",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "How long to wait for a broker's answer before trying again. Sets "
                   "request.timeout.ms. Default: 1500.",
           .type = ValueType::int32},
    Option{
        .name = "message-send-max-retries",
        .argument = Argument::required,
        .placeholder = "COUNT",
        .help = "How often to send a record again before giving it up. Sets retries. Default: 3.",
        .type = ValueType::int32},
    Option{.name = "retry-backoff-ms",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "How long to wait before sending again. Sets retry.backoff.ms. Default: 100.",
           .type = ValueType::int64},
    Option{
        .name = "timeout",
        .argument = Argument::required,
        .placeholder = "MS",
        .help = "How long a record may wait for its batch to fill. Sets linger.ms. Default: 1000.",
        .type = ValueType::int64},
    Option{.name = "batch-size",
           .argument = Argument::required,
           .placeholder = "BYTES",
           .help = "The largest batch of records for one partition. Sets batch.size. Default: "
                   "what the topic's max.message.bytes allows, at most 1000000; 65536 if that "
                   "cannot be asked.",
           .type = ValueType::int32},
    Option{.name = "max-partition-memory-bytes",
           .argument = Argument::required,
           .placeholder = "BYTES",
           .help = "Deprecated: as --batch-size, and wins over it.",
           .type = ValueType::int32},
    Option{
        .name = "max-memory-bytes",
        .argument = Argument::required,
        .placeholder = "BYTES",
        .help = "Memory for records that wait to be sent. Sets buffer.memory. Default: 33554432.",
        .type = ValueType::int64},
    Option{.name = "max-block-ms",
           .argument = Argument::required,
           .placeholder = "MS",
           .help =
               "How long to wait while that memory is full before giving up. Sets max.block.ms. "
               "Default: 60000.",
           .type = ValueType::int64},
    Option{.name = "metadata-expiry-ms",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "How often to ask anew which broker leads a partition, even if nothing seems to "
                   "have changed. Sets metadata.max.age.ms. Default: 300000.",
           .type = ValueType::int64},
    Option{
        .name = "socket-buffer-size",
        .argument = Argument::required,
        .placeholder = "BYTES",
        .help =
            "The size of the socket's send buffer. Sets send.buffer.bytes. Default: the system's.",
        .type = ValueType::int32},
};

constexpr std::array examples{
    Example{"kafka-console-producer --bootstrap-server localhost:9092 --topic sensor-stream",
            "Type records, one a line, and end with Ctrl-D"},
    Example{"kafka-console-producer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--reader-property parse.key=true --reader-property key.separator=: < readings.txt",
            "Lines of key:value from a file"},
    Example{"kafka-console-producer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--reader-property parse.key=true --reader-property null.marker=NULL",
            "\"sensor_1<TAB>NULL\" is a tombstone for sensor_1"},
    Example{"kafka-console-producer --bootstrap-server localhost:9092 --input json --topic "
            "sensor-copy --keep partition,timestamp --transactional-id restore < records.jsonl",
            "What kafka-console-consumer --output json has saved, into another topic, all or "
            "nothing"},
    Example{
        "kafka-console-producer --bootstrap-server localhost:9092 --topic pictures --whole-file "
        "a.jpg b.jpg",
        "Two records, each the bytes of a file"},
    Example{
        "kafka-console-producer --bootstrap-server localhost:9092 --topic sensor-stream --repeat "
        "1000 --rate 500 readings.jsonl",
        "Load: the lines of a file a thousand times, 500 a second"},
};

constexpr std::array operands{
    Operand{.name = "FILE",
            .help = "What to send, one file after the other; - is standard input, which is read if "
                    "no file is named.",
            .repeatable = true,
            .complete = Complete::file}};

constexpr std::array<std::string_view, 2> see_also{"kafka-console-consumer", "kafka-topics"};

constexpr CommandSpec the_spec{
    .name = "kafka-console-producer",
    .summary = "Write each line of files or standard input as a record to a topic",
    .description =
        "A line is laid out as [HEADERS<headers.delimiter>][KEY<key.separator>]VALUE, and these "
        "reader properties say which parts it has: parse.key (false), key.separator (a tab), "
        "parse.headers (false), headers.delimiter (a tab), headers.separator (\",\", a regular "
        "expression), headers.key.separator (\":\"), null.marker (none: a key, value, header value "
        "or the whole block of headers that equals it is null), ignore.error (false: a line "
        "without "
        "a separator ends the run; true: what is there is sent). Two more are not Kafka's: "
        "parse.timestamp and parse.partition (false) say that a time and a partition stand in "
        "front, "
        "each with a key.separator behind it, as kafka-console-consumer prints them: "
        "\"CreateTime:1713763500123\" or mere milliseconds, seconds in ten digits, an RFC 3339 "
        "time; "
        "\"Partition:3\" or 3; nothing leaves the choice to the client.\n\n"
        "Lines end in \\n, \\r or \\r\\n; the last one needs no end. As in Kafka's tool, bytes "
        "that "
        "are not UTF-8 are sent as U+FFFD, and one warning says so; with --delimiter or "
        "--whole-file "
        "they stay as they are.\n\n"
        "With --input json a line is an object as kafka-console-consumer --output json writes it: "
        "topic, headers, key and value, with key_encoding or value_encoding \"base64\" for bytes. "
        "value must be there, and is null for a tombstone; what else is missing is null or none. A "
        "member with any other name is an error.\n\n"
        "For a setting that has an option of its own, the option counts first, then "
        "--command-property, then --command-config, then the option's default.\n\n"
        "At the end of the input, and after Ctrl-C, SIGTERM or a closed terminal, all that was "
        "read is delivered "
        "before the tool exits. What could not be delivered is said on standard error with its "
        "file "
        "and line number, and the exit status is 1. Of files, a signal leaves the rest unread, and "
        "one line says where.",
    .options = options,
    .examples = examples,
    .operands = operands,
    .see_also = see_also,
    .data_output = false,
};

}  // namespace

const CommandSpec& spec() {
  return the_spec;
}

}  // namespace kpp::tools::console_producer
