#include <array>

#include "sandbox/sandbox.hpp"

namespace kpp::tools::sandbox {
namespace {

constexpr std::array options{
    Option{.name = "version",
           .argument = Argument::optional,
           .placeholder = "KAFKA_VERSION",
           .help = "start: the release of Apache Kafka, 2.4.0 or newer. Default: 4.3.1. Without a "
                   "value: print the version of kafka-sandbox itself and exit.",
           .section = "What to start"},
    Option{.name = "brokers",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "start: how many brokers, from 1 to 9. Default: 1.",
           .type = ValueType::int32},
    Option{.name = "port",
           .argument = Argument::required,
           .placeholder = "PORT",
           .help = "start: the port of the first broker; further ones take the ports after it. 0 "
                   "finds free ones. Default: 9092.",
           .type = ValueType::int32},
    Option{
        .name = "setting",
        .argument = Argument::required,
        .placeholder = "[BROKER:]NAME=VALUE",
        .help =
            "start: a setting for every broker, such as log.retention.ms=60000, or for one, such "
            "as 2:broker.rack=b. May be given several times.",
        .repeatable = true},
    Option{.name = "secure",
           .argument = Argument::required,
           .placeholder = "KIND,...",
           .help =
               "start: listeners with TLS or a login, beside the plain one of each broker: "
               "tls, mtls (clients show a certificate, too), sasl_plaintext, sasl_ssl (by PLAIN, "
               "SCRAM-SHA-256 or -512, or by OAUTHBEARER with a token that needs no signature), or "
               "all. For each a file with the properties of its clients is written, and the "
               "words that use it are printed. Needs Kafka 3.5.0 or newer.",
           .complete = Complete::choice,
           .choices = "tls|mtls|sasl_plaintext|sasl_ssl|all"},
    Option{.name = "dir",
           .argument = Argument::required,
           .placeholder = "FOLDER",
           .help = "The folder of this sandbox, with its data, configuration and logs. Several "
                   "sandboxes may run, each in a folder of its own. Default: "
                   "$XDG_STATE_HOME/kpp/sandbox, where $XDG_STATE_HOME is ~/.local/state if not "
                   "set.",
           .complete = Complete::directory,
           .section = "Which sandbox"},
    Option{.name = "lines",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "logs: so many lines of the end of each log. Default: 100.",
           .type = ValueType::int32,
           .section = "Logs"},
    Option{.name = "follow", .help = "logs: go on with what is added, until interrupted."},
};

constexpr std::array operands{
    Operand{.name = "ACTION",
            .help = "start: fetch Kafka if needed, start it, and return when topics can be made. "
                    "stop: end what start has started. status: say what runs; the exit status is 1 "
                    "if it does not run and answer. logs: print the logs of the brokers. env: "
                    "print variables for a shell.",
            .choices = "start|stop|status|logs|env",
            .required = true},
};

constexpr std::array examples{
    Example{"kafka-sandbox start", "Kafka 4.3.1 with one broker on localhost:9092"},
    Example{"kafka-sandbox start --version 3.8.1 --brokers 3 --port 0 --dir /tmp/three",
            "Three brokers of an older release on free ports, beside the first"},
    Example{"eval \"$(kafka-sandbox env)\" && kafka-topics --bootstrap-server "
            "\"$KPP_BOOTSTRAP_SERVER\" --list",
            "Use its address without typing it"},
    Example{"kafka-sandbox stop", "End it; the next start has the same topics"},
};

constexpr std::array<std::string_view, 2> see_also{"kafka-topics", "kafka-console-producer"};

constexpr CommandSpec the_spec{
    .name = "kafka-sandbox",
    .summary = "Run a real Apache Kafka on this machine, for trying and testing",
    .description =
        "Starts one or more brokers that listen on 127.0.0.1 only, without any security unless "
        "--secure asks for it. They go on in the background until they are stopped. Needs Java, "
        "and Maven for the first start of "
        "a version: that downloads Kafka (about 50 MB) to $XDG_CACHE_HOME/kpp, where "
        "$XDG_CACHE_HOME is ~/.cache if not set. Later starts need no network.\n\n"
        "Releases from 3.3 on run in KRaft mode, older ones with a ZooKeeper beside them. Topics "
        "are made on first use, a group's first rebalance is not delayed, and Kafka's internal "
        "topics have as many replicas as there are brokers, up to three.\n\n"
        "A start where everything runs already says so and succeeds; where some brokers have ended "
        "it brings them back. What is in a sandbox survives a stop, for each release and number of "
        "brokers on its own; delete the folder to begin anew.\n\n"
        "env prints KPP_BOOTSTRAP_SERVER, KPP_SANDBOX_DIR, KPP_SANDBOX_BROKERS, KPP_KAFKA_VERSION "
        "and KPP_KAFKA_CLASSPATH. The last is the Java class path of that release, its own tools "
        "included.\n\n"
        "With --output json one object is printed. start and status: {version, running, folder, "
        "kafka_version, bootstrap_server, members: [{name, pid, port, running}]}. stop: {version, "
        "folder, stopped: [name]}. env: {version, environment: {name: value}}. logs: {version, "
        "logs: [{name, lines}]}.",
    .options = options,
    .examples = examples,
    .operands = operands,
    .see_also = see_also,
};

}  // namespace

const CommandSpec& spec() {
  return the_spec;
}

}  // namespace kpp::tools::sandbox
