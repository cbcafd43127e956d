#include <array>

#include "cmd/e2e_latency/command.hpp"
#include "common/options/connection.hpp"
#include "common/perf/result/result_options.hpp"

namespace kpp::tools::e2e_latency {
namespace {

constexpr Option number(std::string_view name, std::string_view help,
                        std::string_view placeholder = "BYTES", std::string_view section = {}) {
  return {.name = name,
          .argument = Argument::required,
          .placeholder = placeholder,
          .help = help,
          .type = ValueType::int32,
          .section = section};
}

constexpr std::array options{
    bootstrap_server("The brokers to ask first. Required.", "Connection"),
    command_config("A properties file with settings of producer, consumer and administration."),

    Option{.name = "topic",
           .argument = Argument::required,
           .placeholder = "TOPIC",
           .help = "The topic to send to and to read from. Created with one partition if it does "
                   "not exist. Required.",
           .complete = Complete::topic,
           .section = "What to send"},
    number("num-records", "How many records to send. Required.", "N"),
    Option{.name = "producer-acks",
           .argument = Argument::required,
           .placeholder = "1|all",
           .help = "Which replicas acknowledge a record: the leader, or all in sync. Required.",
           .complete = Complete::choice,
           .choices = "1|all"},
    number("record-size", "Values of so many letters. Required."),
    number("record-key-size", "Keys of so many letters. Default: 0, an empty key."),
    number("num-headers", "So many headers in each record. Default: 0.", "N"),
    number("record-header-key-size", "Header keys of so many letters. Default: 0."),
    number("record-header-size", "Header values of so many letters; -1: null. Default: 0."),

    Option{.name = "throughput",
           .argument = Argument::required,
           .placeholder = "RATE",
           .help = "Send so many records a second, each at its time, and measure from that time "
                   "on, also where the record before it was late. Default: each as soon as the "
                   "one before it has been read.",
           .type = ValueType::real,
           .section = "Beyond Kafka's tool"},
    Option{.name = "ignore-other-records",
           .help = "Pass over records that somebody else writes to the topic meanwhile. Without "
                   "it they are an error."},
    Option{.name = "print-config",
           .help = "Print both clients' settings in effect at the beginning, secrets hidden."},
    report_page(),
    compare_with(),
    from_result(),
};

constexpr std::array examples{
    Example{"kafka-e2e-latency --bootstrap-server localhost:9092 --topic sensor-stream "
            "--num-records 10000 --producer-acks all --record-size 100",
            "How long 10000 records take from producer to consumer, one after the other"},
    Example{"kafka-e2e-latency --bootstrap-server localhost:9092 --topic sensor-stream "
            "--num-records 60000 --producer-acks 1 --record-size 100 --throughput 1000 "
            "--ignore-other-records --output json",
            "A minute of 1000 records a second on a topic in use"},
};

constexpr std::array<std::string_view, 3> see_also{"kafka-producer-perf-test",
                                                   "kafka-consumer-perf-test", "kafka-sandbox"};

constexpr CommandSpec the_spec{
    .name = "kafka-e2e-latency",
    .summary = "Measure how long records take from producer to consumer",
    .description =
        "Sends one record, waits until it is acknowledged and read again, and sends the next. "
        "Both clients are in this process, so one clock measures. The first record pays for the "
        "connections.\n\n"
        "Every thousandth record is told with its time in milliseconds, and at the end the mean "
        "and the percentiles. They are counted in a histogram that is exact to three digits, so "
        "memory does not grow with the number of records. A run that fails tells about the records "
        "so far and exits with 1, an interrupted one "
        "with 130. If a client said that something was wrong, a line of the summary tells how "
        "often, and the longest time in which a record was awaited. On a terminal a line below "
        "shows how far the run has "
        "come.\n\n"
        "Settings of the measurement: linger.ms=0 and the acks asked for; a group of its own, "
        "whose position is committed at the end as Kafka's tool does.\n\n"
        "The words that Kafka's tool took before version 4.2 are understood, too: HOST:PORT TOPIC "
        "N 1|all BYTES [FILE].\n\n"
        "With --output json one object is printed at the end: {version, tool, start_ms, topic, "
        "settings: "
        "{num_records, producer_acks, record_size, record_key_size, num_headers, "
        "record_header_key_size, record_header_size, throughput, ignore_other_records}, "
        "interrupted, records, "
        "bytes, elapsed_ms, records_per_second, mb_per_second, "
        "latency_ms: {min, mean, p50, p75, p90, p95, p99, p99_9, p99_99, max} or null, failures: "
        "[{code, message, records}], errors: [{code, message, count}] of the clients, stall: "
        "{longest_ms, at_ms}, config: "
        "{producer.name or consumer.name: value}, host: {name, os, cpu, cores, memory_bytes}, "
        "versions: {kpp, librdkafka, kafka: the release that a broker runs, such as 4.3, or null}, "
        "series, one a second: "
        "[{second, elapsed_ms, records, bytes, records_per_second, mb_per_second, latency_ms: "
        "{p50, p95, p99, max} or null}], histogram: [{up_to_us, records}], comparison: {file, "
        "start, figures: [{name, before, after, change_percent, better}], deviations: [{name, "
        "before, after}]} with --compare}. --output csv prints the same as one table; its first "
        "column says what a row is about.",
    .options = options,
    .examples = examples,
    .see_also = see_also,
    .csv_output = true,
};

}  // namespace

const CommandSpec& spec() {
  return the_spec;
}

}  // namespace kpp::tools::e2e_latency
