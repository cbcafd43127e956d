#include <array>

#include "cmd/consumer_perf_test/command.hpp"
#include "common/options/connection.hpp"
#include "common/perf/result/result_options.hpp"

namespace kpp::tools::consumer_perf_test {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Wins over bootstrap.servers among the properties.",
                     "Connection"),
    old_spelling("broker-list", bootstrap_server()),
    Option{.name = "command-property",
           .argument = Argument::required,
           .placeholder = "KEY=VALUE",
           .help = "A client setting. May be given several times. Wins over --command-config.",
           .repeatable = true},
    command_config("A properties file with client settings."),
    old_spelling("consumer.config", command_config()),

    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help = "The topic to read, or several, as in a,b. Exactly one of --topic and --include "
                   "must be given.",
           .complete = Complete::topic,
           .section = "What to read"},
    Option{.name = "include",
           .argument = Argument::required,
           .placeholder = "REGEX",
           .help = "Read all topics whose whole name matches this regular expression, in Java's "
                   "syntax."},
    Option{.name = "partition",
           .argument = Argument::required,
           .placeholder = "LIST",
           .help =
               "Read these partitions of --topic only, as in 0,2,5-7, without the group's sharing "
               "them out."},
    Option{.name = "consumers",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Read with so many consumers of the group at once. Each has a row of its own, "
                   "and its number behind client.id and group.instance.id. Default: 1.",
           .type = ValueType::int64},
    Option{.name = "num-records",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "How many records to read.",
           .type = ValueType::int64},
    Option{.name = "messages",
           .argument = Argument::required,
           .placeholder = "N",
           .type = ValueType::int64,
           .replaced_by = "num-records"},
    Option{.name = "group",
           .argument = Argument::required,
           .placeholder = "GROUP",
           .help = "The consumer group to join. Default: perf-consumer- and a random number.",
           .complete = Complete::group},
    Option{.name = "from-latest",
           .help = "Where the group has no committed offset, begin with new records, not with the "
                   "oldest."},
    Option{.name = "timeout",
           .argument = Argument::optional,
           .placeholder = "MS",
           .help = "Give up when no record has come for so many milliseconds. Default: 10000.",
           .type = ValueType::int64},
    Option{.name = "fetch-size",
           .argument = Argument::required,
           .placeholder = "BYTES",
           .help = "How much to fetch from one partition at once (max.partition.fetch.bytes). "
                   "Default: 1048576.",
           .type = ValueType::int32},
    Option{.name = "socket-buffer-size",
           .argument = Argument::required,
           .placeholder = "BYTES",
           .help = "The receive buffer of the connections (receive.buffer.bytes). Default: "
                   "2097152.",
           .type = ValueType::int32},

    Option{.name = "show-detailed-stats",
           .help = "Print a row for each interval instead of one for the whole run.",
           .section = "Report"},
    Option{.name = "reporting-interval",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "How long an interval is, in milliseconds. Default: 5000.",
           .type = ValueType::int64},
    Option{.name = "print-metrics",
           .help = "Print the client's metrics at the end: those of the Java client's that the "
                   "client used here has, too."},
    Option{.name = "print-config",
           .help = "Print the client's settings in effect at the beginning, secrets hidden."},
    Option{.name = "hide-header", .help = "Do not print the header line."},
    Option{.name = "date-format",
           .argument = Argument::required,
           .placeholder = "PATTERN",
           .help = "How times are written, as a pattern of Java's SimpleDateFormat. Default: "
                   "yyyy-MM-dd HH:mm:ss:SSS."},

    report_page("Beyond Kafka's tool"),
    compare_with(),
    from_result(),

    Option{.name = "threads",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Ignored, as in Kafka's tool; removed in Kafka 4.0.",
           .type = ValueType::int32,
           .section = "Removed options"},
    Option{.name = "num-fetch-threads",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Ignored, as in Kafka's tool; removed in Kafka 4.0.",
           .type = ValueType::int32},
};

constexpr std::array examples{
    Example{"kafka-consumer-perf-test --bootstrap-server localhost:9092 --topic sensor-stream "
            "--num-records 200000",
            "Read 200000 records as fast as possible"},
    Example{"kafka-consumer-perf-test --bootstrap-server localhost:9092 --topic sensor-stream "
            "--num-records 10000000 --show-detailed-stats --reporting-interval 1000",
            "A row every second"},
    Example{"kafka-consumer-perf-test --bootstrap-server localhost:9092 --topic sensor-stream "
            "--num-records 200000 --report run.html",
            "A page with the throughput as a chart"},
    Example{"kafka-consumer-perf-test --bootstrap-server localhost:9092 --topic orders,bills "
            "--num-records 1000000 --consumers 4",
            "Four members of one group read two topics; a row for each, and one for all"},
};

constexpr std::array<std::string_view, 4> see_also{"kafka-producer-perf-test", "kafka-e2e-latency",
                                                   "kafka-console-consumer", "kafka-sandbox"};

constexpr CommandSpec the_spec{
    .name = "kafka-consumer-perf-test",
    .summary = "Read records as fast as possible, and measure",
    .description =
        "Reads exactly --num-records records as the only member of a consumer group, or as its "
        "--consumers members, and prints how "
        "many that were a second: nMsg.sec over the whole run, fetch.nMsg.sec without "
        "rebalance.time.ms, the time until partitions were assigned. MB are 1048576 bytes of keys "
        "and values. On a terminal a line below shows how far the run has come. Latency is not "
        "measured, because records may have waited long before they are read; kafka-e2e-latency "
        "measures it.\n\n"
        "If no record comes for --timeout, what was read is summed up, the reason is said on "
        "standard error, and the exit status is 1. An interrupted run prints its summary so far "
        "and exits with 130. If a client said that something was wrong, a line of the summary "
        "tells how "
        "often, and the longest time without a record. A run that cannot connect fails within "
        "about five seconds.\n\n"
        "With --show-detailed-stats there is a row for each interval, with the sums so far of MB "
        "and nMsg and the rates of the interval, and none for the whole. An interval ends when its "
        "time is over and something is read.\n\n"
        "With --output json one object is printed at the end: {version, tool, start_ms, topic, "
        "include, settings: {num_records, group, from_latest, timeout_ms, fetch_size, "
        "socket_buffer_size, reporting_interval_ms, topics, partitions, consumers}, num_records, "
        "end_ms, timed_out, interrupted, "
        "intervals: [{records, bytes, "
        "elapsed_ms, rebalance_ms, fetch_ms, records_per_second, mb_per_second, "
        "fetch_records_per_second, fetch_mb_per_second, end_ms}], total: the same without end_ms, "
        "clients: for each consumer the same as total, errors: [{code, message, count}] of the "
        "clients, stall: {longest_ms, at_ms}, config: {name: value}, "
        "metrics: {name: value} with --print-metrics, host: {name, os, cpu, cores, memory_bytes}, "
        "versions: {kpp, librdkafka, kafka: the release that a broker runs, such as 4.3, or null}, "
        "series, one a second: [{second, elapsed_ms, records, bytes, "
        "records_per_second, mb_per_second, latency_ms: null}], comparison: {file, start, figures: "
        "[{name, before, after, change_percent, better}], deviations: [{name, before, after}]} "
        "with --compare}. --output csv prints the same as one table; its first column says what a "
        "row is about.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
    .csv_output = true,
};

}  // namespace

const CommandSpec& spec() {
  return the_spec;
}

}  // namespace kpp::tools::consumer_perf_test
