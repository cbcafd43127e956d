#include <array>

#include "cmd/producer_perf_test/command.hpp"
#include "common/options/connection.hpp"
#include "common/perf/result/result_options.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Wins over bootstrap.servers among the properties.",
                     "Connection"),
    Option{.name = "command-property",
           .argument = Argument::words,
           .placeholder = "KEY=VALUE",
           .help = "Client settings, one or more words such as linger.ms=10 batch.size=32768. They "
                   "win over those of --command-config."},
    Option{.name = "producer-props",
           .argument = Argument::words,
           .placeholder = "KEY=VALUE",
           .replaced_by = "command-property"},
    command_config("A properties file with client settings."),
    old_spelling("producer.config", command_config()),

    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help = "The topic to send to, or several, as in a,b, which take turns.",
           .complete = Complete::topic,
           .section = "What to send"},
    Option{
        .name = "partition",
        .argument = Argument::required,
        .placeholder = "LIST",
        .help =
            "Send to these partitions only, as in 0,2,5-7, which take turns. Default: the client "
            "chooses, by the key if there is one.",
        .own = true},
    Option{.name = "num-records",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "How many records to send.",
           .type = ValueType::int64},
    Option{.name = "throughput",
           .argument = Argument::required,
           .placeholder = "RATE",
           .help = "At most so many records a second, on average; -1 for as many as possible.",
           .type = ValueType::real},
    Option{
        .name = "record-size",
        .argument = Argument::required,
        .placeholder = "BYTES",
        .help =
            "Values of so many random letters, or from so many to so many, as in 100-2000. "
            "Exactly one of --record-size, --payload-file and --payload-monotonic must be given.",
        .type = ValueType::int32_range},
    Option{
        .name = "compressible",
        .argument = Argument::required,
        .placeholder = "SHARE",
        .help =
            "So much of each value, from 0 to 1, is one letter again and again, which compression "
            "takes away, and the rest random bytes, which it cannot make smaller. With "
            "--record-size; without this option values are random letters.",
        .type = ValueType::real,
        .own = true},
    Option{.name = "payload-file",
           .argument = Argument::required,
           .placeholder = "FILE",
           .help = "Values picked at random from the pieces of a file.",
           .complete = Complete::file},
    Option{.name = "payload-delimiter",
           .argument = Argument::required,
           .placeholder = "REGEX",
           .help = "What separates the pieces of --payload-file: a regular expression in Java's "
                   "syntax. Default: \\n, a new line."},
    Option{.name = "payload-monotonic", .help = "Values are 0, 1, 2 and so on."},
    Option{
        .name = "key-distribution",
        .argument = Argument::required,
        .placeholder = "none|uniform|zipf",
        .help =
            "How often each key comes: all alike (uniform), or key number K in proportion to 1/K "
            "(zipf). Default: none, records without keys, or uniform with --keys.",
        .complete = Complete::choice,
        .choices = "none|uniform|zipf",
        .own = true},
    Option{.name = "keys",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "How many keys there are: the numbers from 0 to N-1. Default with a "
                   "distribution: 1000.",
           .type = ValueType::int64,
           .own = true},
    Option{.name = "headers",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Each record has so many headers. Default: 0.",
           .type = ValueType::int32,
           .own = true},
    Option{.name = "header-size",
           .argument = Argument::required,
           .placeholder = "BYTES",
           .help = "How long a header's value is. Default: 10.",
           .type = ValueType::int32,
           .own = true},
    Option{
        .name = "producers",
        .argument = Argument::required,
        .placeholder = "N",
        .help =
            "Send by so many producers at once, which share the records and the rate. A line tells "
            "of each in the end. Their numbers stand behind client.id and transactional.id. "
            "Default: 1.",
        .type = ValueType::int64,
        .own = true},
    Option{
        .name = "max-bytes",
        .argument = Argument::required,
        .placeholder = "BYTES",
        .help =
            "Send no record that would make the topics larger than so many bytes: what they hold "
            "before the run, unless the broker removes it because of their retention.bytes, and "
            "the keys, values and headers of the run. A run that is refused or ends so exits with "
            "1.",
        .type = ValueType::int64,
        .own = true},

    Option{.name = "transactional-id",
           .argument = Argument::required,
           .placeholder = "ID",
           .help = "Send in transactions with this id. It wins over transactional.id among the "
                   "properties, which has the same effect. Default: performance-producer- and "
                   "random letters, if --transaction-duration-ms is given.",
           .section = "Transactions"},
    Option{.name = "transaction-duration-ms",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "Send in transactions, and commit each once it has lasted so many "
                   "milliseconds. Default with an id: 3000.",
           .type = ValueType::int64},

    Option{.name = "warmup-records",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "The first N records do not count for the steady state, which then gets a "
                   "summary line of its own. Default: 0.",
           .type = ValueType::int64,
           .section = "Report"},
    Option{.name = "reporting-interval",
           .argument = Argument::required,
           .placeholder = "MS",
           .help = "Print a line every so many milliseconds. Default: 5000.",
           .type = ValueType::int64},
    Option{.name = "print-metrics",
           .help = "Print the client's metrics at the end: those of the Java client's that the "
                   "client used here has, too."},
    Option{
        .name = "print-percentiles",
        .help =
            "Print percentiles from the 50th to the 99.99th at the end: from the send, as Kafka's "
            "tool measures, and in a run with a rate also from the time at which each record was "
            "to be sent.",
        .own = true},
    Option{.name = "print-config",
           .help = "Print the client's settings in effect at the beginning, secrets hidden.",
           .own = true},

    report_page("Beyond Kafka's tool"),
    compare_with(),
    from_result(),
};

constexpr std::array examples{
    Example{"kafka-producer-perf-test --topic sensor-stream --num-records 200000 --record-size 100 "
            "--throughput -1 --bootstrap-server localhost:9092",
            "Send 200000 records of 100 bytes as fast as possible"},
    Example{"kafka-producer-perf-test --topic sensor-stream --num-records 200000 --record-size 100 "
            "--throughput -1 --bootstrap-server localhost:9092 --compare before.json --report "
            "after.html",
            "The same, as a page of charts beside an earlier run's --output json"},
    Example{"kafka-producer-perf-test --topic sensor-stream --num-records 60000 --record-size 1024 "
            "--throughput 1000 --warmup-records 10000 --bootstrap-server localhost:9092 "
            "--command-property acks=1 compression.type=lz4",
            "A minute of 1000 records a second, the first ten seconds as warm-up"},
    Example{"kafka-producer-perf-test --topic orders,bills --num-records 1000000 --record-size "
            "100-2000 "
            "--throughput -1 --producers 4 --key-distribution zipf --keys 10000 --bootstrap-server "
            "localhost:9092",
            "Four producers, two topics, values of many sizes, and keys of which few come often"},
};

constexpr std::array<std::string_view, 4> see_also{"kafka-consumer-perf-test", "kafka-e2e-latency",
                                                   "kafka-console-producer", "kafka-sandbox"};

constexpr CommandSpec the_spec{
    .name = "kafka-producer-perf-test",
    .summary = "Send records as fast as possible, or at a given rate, and measure",
    .description =
        "Sends records and prints how many were acknowledged a second, and how long "
        "that took: from just before a record is handed to the client until its acknowledgement "
        "is handed back. MB are 1048576 bytes of values. On a terminal a line below shows how far "
        "the "
        "run has come.\n\n"
        "Every --reporting-interval a line tells about the records acknowledged since the line "
        "before, and a last line about all. Percentiles are exact to three digits. The time to "
        "connect counts; a run that cannot connect, or whose topic does not exist and is not "
        "created by the broker, fails within about five seconds.\n\n"
        "Settings not given are those of Kafka's Java producer (acks=all, idempotent), except for "
        "linger.ms=5 and batch.size=1000000, which are librdkafka's. Records that were not "
        "delivered are counted, the reason is said once on standard error, and the exit status is "
        "1. If a client said that something was wrong, or had to send records again, a line of the "
        "summary tells how often, and the longest time in which no acknowledgement came. An "
        "interrupted run prints its summary so far and exits with 130; its open transaction "
        "is "
        "aborted.\n\n"
        "In a run with a rate, records that wait because those before them were late are sent "
        "later "
        "than they were to be, and the latency from the send does not tell (coordinated omission). "
        "--print-percentiles and --output json tell it from the intended time, too.\n\n"
        "With --output json one object is printed at the end: {version, tool, start_ms, topic, "
        "settings: "
        "{num_records, warmup_records, throughput, record_size, payload_file, payload_monotonic, "
        "reporting_interval_ms, transaction_duration_ms, topics, partitions, producers, "
        "record_size_range, compressible, key_distribution, keys, headers, header_size, "
        "max_bytes}, "
        "interrupted, intervals: [{end_ms, "
        "elapsed_ms, steady_state, "
        "records, bytes, records_per_second, mb_per_second, latency_ms: {mean, max}}], total: "
        "{elapsed_ms, records, bytes, records_per_second, mb_per_second, latency_ms: {mean, max, "
        "p50, p75, p90, p95, p99, p99_9, p99_99}, scheduled_latency_ms: the same from the intended "
        "time, null without a rate}, steady_state: the same or null, failures: [{code, message, "
        "records}], clients: for each producer the same as total, errors: [{code, message, count}] "
        "of the clients, retries: how many records were sent again, or null, stall: {longest_ms, "
        "at_ms}, limit_reached, config: {name: value}, metrics: {name: value} "
        "with --print-metrics, host: {name, os, "
        "cpu, cores, memory_bytes}, versions: {kpp, librdkafka, kafka: the release that a broker "
        "runs, such as 4.3, or null}, series, one a second: [{second, "
        "elapsed_ms, records, bytes, records_per_second, mb_per_second, latency_ms: {p50, p95, "
        "p99, max} or null}], histogram: [{up_to_us, records}], comparison: {file, start, figures: "
        "[{name, before, after, change_percent, better}], deviations: [{name, before, after}]} "
        "with --compare}. --output csv prints the same as one table; its first column says what a "
        "row is about.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
    .grammar = Grammar::argparse,
    .csv_output = true,
};

}  // namespace

const CommandSpec& spec() {
  return the_spec;
}

}  // namespace kpp::tools::producer_perf_test
