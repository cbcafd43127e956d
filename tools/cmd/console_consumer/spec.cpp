#include <array>

#include "cmd/console_consumer/command.hpp"
#include "common/options/connection.hpp"

namespace kpp::tools::console_consumer {
namespace {

constexpr std::array options{
    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help = "The topic to read. This or --include is required.",
           .complete = Complete::topic,
           .section = "What to read"},
    Option{.name = "include",
           .argument = Argument::required,
           .placeholder = "REGEX",
           .help =
               "Read every topic whose whole name matches this Java regular expression; new ones, "
               "too. (?i) in front means any case; back references and look-around are not "
               "available."},
    Option{.name = "whitelist",
           .argument = Argument::required,
           .placeholder = "REGEX",
           .replaced_by = "include"},
    Option{.name = "partition",
           .argument = Argument::required,
           .placeholder = "PARTITION[,...]",
           .help = "Read only this partition of --topic, or these (0,3-5), without a group: from "
                   "the end, unless --offset, --from-beginning or --from says otherwise."},
    Option{.name = "offset",
           .argument = Argument::required,
           .placeholder = "OFFSET",
           .help = "Where in each --partition to begin: an offset, earliest or latest.",
           .complete = Complete::choice,
           .choices = "earliest|latest"},
    Option{.name = "from",
           .argument = Argument::required,
           .placeholder = "WHERE",
           .help = "Where in all partitions of --topic to begin: see below. Reads without being "
                   "given partitions by the group."},
    Option{.name = "until",
           .argument = Argument::required,
           .placeholder = "WHERE",
           .help =
               "The first record that is not read any more. Exits when all before it have been, "
               "even where transactions, compaction or deletion have left gaps. Begins with the "
               "first record, or what the group has committed, unless told otherwise.",
           .complete = Complete::choice,
           .choices = "end|now"},
    Option{.name = "exit-at-end",
           .help = "Exit when all records are read that are there at the start: --until end."},
    Option{.name = "tail",
           .argument = Argument::required,
           .placeholder = "COUNT",
           .help = "Print the last records of --topic, so many over all its partitions, or over "
                   "those of --partition, in the order of their times; then exit. With --until, "
                   "the last before that. They are held in memory.",
           .type = ValueType::int32},
    Option{.name = "where",
           .argument = Argument::required,
           .placeholder = "CONDITION",
           .help =
               "Print only the records for which this holds, such as '/temperature > 30' in JSON "
               "values. What to look at: a JSON pointer, key, value or header.NAME. Signs: == "
               "!= < <= > >=, =~ and !~ for a regular expression, ~ for a glob; none: it is "
               "there, ! before it: it is not. May be given several times; all must hold.",
           .repeatable = true},
    Option{.name = "from-beginning",
           .help = "Begin with the first record where there is no committed offset, not with the "
                   "next one that comes."},
    Option{.name = "max-messages",
           .argument = Argument::required,
           .placeholder = "COUNT",
           .help = "Exit after this many records are printed. Default: go on until interrupted.",
           .type = ValueType::int32},
    Option{.name = "timeout-ms",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "Exit, with success, when no record came for so long.",
           .type = ValueType::int64},
    Option{.name = "isolation-level",
           .argument = Argument::required,
           .placeholder = "LEVEL",
           .help = "read_committed: leave out records of transactions that are open or aborted. "
                   "Default: read_uncommitted.",
           .complete = Complete::choice,
           .choices = "read_committed|read_uncommitted"},

    bootstrap_server("The brokers to ask first. Required.", "Connection and group"),
    Option{.name = "group",
           .argument = Argument::required,
           .placeholder = "GROUP",
           .help =
               "The group to be a member of. What was printed is committed for it, every 5 "
               "seconds and at the end. Default: a new group console-consumer-NUMBER, for which "
               "nothing is committed.",
           .complete = Complete::group},
    command_config("A properties file with consumer settings, such as those for TLS and login."),
    old_spelling("consumer.config", command_config()),
    Option{.name = "command-property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .help = "A consumer setting; wins over the file. May be given several times.",
           .repeatable = true},
    Option{.name = "consumer-property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .repeatable = true,
           .replaced_by = "command-property"},

    Option{.name = "format",
           .argument = Argument::required,
           .placeholder = "STRING",
           .help = "Print each record by this format instead: %k key, %s value, %t topic, %p "
                   "partition, %o offset, %T time, %h headers, %K and %S sizes, as in kcat, with "
                   "modifiers such as %T{rfc3339} and %s{base64}; \\n is a newline, and none is "
                   "added. See --help-format.",
           .section = "Output"},
    Option{.name = "help-format",
           .help = "Explain the formats of --format, with examples, and exit."},
    Option{.name = "formatter-property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .help = "What is printed of a record, and how; see the list above. May be given several "
                   "times.",
           .repeatable = true},
    Option{.name = "property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .repeatable = true,
           .replaced_by = "formatter-property"},
    Option{
        .name = "formatter-config",
        .argument = Argument::required,
        .placeholder = "FILE",
        .help = "A properties file with formatter properties. --formatter-property wins over it.",
        .complete = Complete::file},
    Option{
        .name = "formatter",
        .argument = Argument::required,
        .placeholder = "CLASS",
        .help =
            "DefaultMessageFormatter, which is the default; LoggingMessageFormatter: the same, "
            "and a line for each record on standard error; NoOpMessageFormatter: nothing. "
            "Of Kafka's own topics, as JSON: OffsetsMessageFormatter, "
            "GroupMetadataMessageFormatter and ShareGroupMessageFormatter for "
            "__consumer_offsets, TransactionLogMessageFormatter for __transaction_state, "
            "ShareGroupStateMessageFormatter for __share_group_state. With or without their Java "
            "packages. Other Java classes cannot be loaded.",
        .complete = Complete::choice,
        .choices =
            "DefaultMessageFormatter|LoggingMessageFormatter|NoOpMessageFormatter|"
            "OffsetsMessageFormatter|GroupMetadataMessageFormatter|ShareGroupMessageFormatter|"
            "TransactionLogMessageFormatter|ShareGroupStateMessageFormatter"},
    Option{.name = "key-deserializer",
           .argument = Argument::required,
           .placeholder = "CLASS",
           .help = "What a key is: StringDeserializer, LongDeserializer and so on, with or without "
                   "their Java package. Default: bytes, printed unchanged. Also a formatter "
                   "property, key.deserializer, which wins."},
    Option{.name = "value-deserializer",
           .argument = Argument::required,
           .placeholder = "CLASS",
           .help = "The same for values, value.deserializer."},
    Option{.name = "pretty",
           .help = "Print values that are JSON with one member a line, in colour on a terminal "
                   "unless NO_COLOR is set. Others stay as they are."},
    Option{.name = "value-format",
           .argument = Argument::required,
           .placeholder = "FORMAT",
           .help = "What values are: bytes, which is the default and prints them unchanged; "
                   "msgpack, MessagePack, or avro, Avro single objects, printed as JSON, which "
                   "--where looks into, too.",
           .complete = Complete::choice,
           .choices = "bytes|msgpack|avro"},
    Option{
        .name = "avro-schema",
        .argument = Argument::required,
        .placeholder = "FILE",
        .help =
            "A schema (.avsc) that --value-format avro may need; may be given several times. "
            "A value is read by the one whose fingerprint it begins with. What stands in a union "
            "is printed as {\"its type\":it}, as Avro's JSON does.",
        .complete = Complete::file,
        .repeatable = true},
    Option{.name = "skip-message-on-error",
           .help = "Go on after a record that its deserializer refuses."},
    Option{.name = "enable-systest-events",
           .help = "Print shutdown_complete as the last line, as Kafka's system tests expect."},

    Option{.name = "new-consumer",
           .help = "Does nothing since Kafka 2.0; accepted with a warning.",
           .section = "Of old versions"},
    Option{
        .name = "zookeeper",
        .argument = Argument::required,
        .placeholder = "HOST:PORT",
        .help = "Refused: consumers have asked brokers since Kafka 2.0. Use --bootstrap-server."},
    Option{.name = "blacklist",
           .argument = Argument::required,
           .placeholder = "REGEX",
           .help = "Refused: it was the old consumer's. Use --include."},
};

constexpr std::array examples{
    Example{"kafka-console-consumer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--from-beginning",
            "All records so far, and those to come"},
    Example{
        "kafka-console-consumer --bootstrap-server localhost:9092 --topic sensor-stream --group "
        "readers --from-beginning --max-messages 5",
        "Five records; the next run of this group goes on after them"},
    Example{"kafka-console-consumer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--partition 0 --offset 42 --formatter-property print.key=true "
            "--formatter-property print.timestamp=true",
            "One partition from offset 42, with keys and times"},
    Example{"kafka-console-consumer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--exit-at-end --output json",
            "Everything that is there, as JSON lines"},
    Example{"kafka-console-consumer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--exit-at-end --format '%T{rfc3339} %k %s\\n'",
            "Time, key and value of each record"},
    Example{"kafka-console-consumer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--from '1h ago' --until '15m ago'",
            "What came between an hour and a quarter of an hour ago"},
    Example{"kafka-console-consumer --bootstrap-server localhost:9092 --topic sensor-stream "
            "--tail 20 --where '/temperature > 30'",
            "The last 20 hot readings of all partitions"},
};

constexpr std::array<std::string_view, 3> see_also{"kafka-console-producer",
                                                   "kafka-consumer-groups", "kafka-topics"};

constexpr CommandSpec the_spec{
    .name = "kafka-console-consumer",
    .summary = "Print the records of topics to standard output",
    .description =
        "Formatter properties: print.timestamp, print.partition, print.offset, print.delivery, "
        "print.epoch, print.headers, print.key (all false), print.value (true): the columns, in "
        "this order; key.separator (a tab) between them, line.separator (a newline) behind them, "
        "headers.separator (\",\") between headers, null.literal (\"null\") for what is absent; "
        "key.deserializer, value.deserializer, headers.deserializer.\n\n"
        "Without a deserializer bytes are printed unchanged. There are those of "
        "org.apache.kafka.common.serialization: String, Long, Integer, Short, Double, Float, "
        "Boolean, UUID, Bytes, ByteArray, ByteBuffer and Void. Null stays null with each.\n\n"
        "--from and --until take earliest, end, now, how long ago (\"15m ago\", -1h30m), a time in "
        "UTC "
        "or with its zone (2026-05-01, \"2026-05-01 10:00\", 2026-05-01T10:00:00.5+02:00), seconds "
        "or milliseconds since 1970 (1713763500, 1713763500123), and an offset (offset:42, or up "
        "to "
        "nine digits). A time means the first record that is not older.\n\n"
        "--where takes what to look at, a sign and what to compare with. What to look at: a JSON "
        "pointer into a JSON value (/temperature, /readings/0/unit), key, value, or header.NAME; "
        "in "
        "quotes if it has blanks (\"/a b\", header.\"a b\"). The signs: == and !=; < <= > >= "
        "between "
        "numbers, or between strings, in JSON; =~ and !~ for a Java regular expression that is "
        "found somewhere, without look-around and back references, with (?i) at its beginning for "
        "any case; ~ for a glob of the whole (* ? [a-z] [!a-z]). A pointer is compared with JSON "
        "('/sensor_id == \"sensor_1\"'), a key, value or header with text, in quotes or not; null "
        "is an absent one. Without a sign: it is there; with ! before it: it is not. != and !~ "
        "hold "
        "for what is not there, too. Of several headers of one name any may match. For a group, "
        "records that are left out count as read.\n\n"
        "With --output json each record is one line, an object: version (1), topic, partition, "
        "offset, timestamp (milliseconds, or null), timestamp_type (\"create_time\", "
        "\"log_append_time\" or null), headers (an array of objects with key and value, in order, "
        "with duplicates), key, value. Null is not the empty string. Bytes that are not UTF-8 are "
        "base64, and key_encoding or value_encoding with the value \"base64\" follows.\n\n"
        "While standard output is no terminal and standard error is one, it shows how far the run "
        "has come: records, bytes, rates, with --until the share that has been read and the time "
        "that is left, and how many records there are beyond.\n\n"
        "Output is written at once when records pause, and in large blocks when they do not. A "
        "record counts as read for the group when its bytes have been written: what was fetched "
        "but "
        "not printed will be read again. Ctrl-C and SIGTERM commit, leave the group and exit with "
        "130 and 143.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return the_spec;
}

}  // namespace kpp::tools::console_consumer
