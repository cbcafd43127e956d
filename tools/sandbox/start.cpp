#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "io/signals.hpp"
#include "sandbox/actions.hpp"
#include "sandbox/broker_config.hpp"
#include "sandbox/broker_log.hpp"
#include "sandbox/certificates.hpp"
#include "sandbox/folders.hpp"
#include "sandbox/maven.hpp"
#include "sandbox/ports.hpp"
#include "sandbox/readiness.hpp"
#include "sandbox/render.hpp"
#include "sandbox/state.hpp"
#include "sandbox/storage.hpp"

namespace kpp::tools::sandbox {
namespace {

constexpr auto start_timeout = std::chrono::seconds(120);
constexpr int default_port = 9092;
constexpr int most_brokers = 9;

struct Request {
  KafkaVersion version;
  int brokers = 1;
  int port = default_port;  // 0: any free one
  std::vector<std::string> settings{};
  std::vector<SecureKind> secure{};
};

bool is_setting(const std::string& text, int brokers) {
  const auto [broker, line] = read_setting(text);
  if (broker && (*broker < 1 || *broker > brokers)) return false;
  const std::size_t equals = line.find('=');
  return equals != std::string_view::npos && equals > 0 && line.find('\n') == line.npos;
}

Result<Request> read_request(const Options& options) {
  Request request;
  auto version = parse_kafka_version(options.value_or("version", default_kafka_version));
  if (!version) return tl::unexpected(version.error());
  request.version = std::move(*version);
  request.brokers = options.int32("brokers").value_or(1);
  if (request.brokers < 1 || request.brokers > most_brokers) {
    return fail(ErrorCode::invalid_argument,
                "--brokers must be from 1 to " + std::to_string(most_brokers));
  }
  request.port = options.int32("port").value_or(default_port);
  if (request.port < 0 || request.port + request.brokers - 1 > 65535) {
    return fail(ErrorCode::invalid_argument,
                "--port must be from 0 to 65535, with room for one port a broker");
  }
  request.settings = options.values("setting");
  for (const std::string& setting : request.settings)
    if (!is_setting(setting, request.brokers))
      return fail(
          ErrorCode::invalid_argument,
          "--setting must have the form NAME=VALUE or BROKER:NAME=VALUE, but is '" + setting + "'");
  if (const auto kinds = options.value("secure")) {
    auto parsed = parse_secure_kinds(*kinds);
    if (!parsed) return tl::unexpected(parsed.error());
    request.secure = std::move(*parsed);
    // The first whose storage tool adds users (KIP-900).
    if (!request.version.at_least(3, 5))
      return fail(ErrorCode::invalid_argument,
                  "--secure needs Kafka 3.5.0 or newer, not " + request.version.text);
  }
  return request;
}

/// Says on stderr how a download goes; on a terminal in one line that changes.
class ProgressLine {
 public:
  explicit ProgressLine(Context& context)
      : context_(context), terminal_(::isatty(context.err.fd()) == 1) {}

  void operator()(std::string_view line, bool passing) {
    if (passing && terminal_) {
      print(context_.err, "\r\033[K", line);
      context_.err.flush();
      unfinished_ = true;
      return;
    }
    // A log wants to know that something happens, not each step.
    const auto now = std::chrono::steady_clock::now();
    if (passing && now - told_ < std::chrono::seconds(5)) return;
    told_ = now;
    finish();
    context_.note(line);
  }
  void finish() {
    if (unfinished_) context_.note("");
    unfinished_ = false;
  }

 private:
  Context& context_;
  bool terminal_;
  bool unfinished_ = false;
  std::chrono::steady_clock::time_point told_;
};

Result<Plan> make_plan(const Request& request) {
  Plan plan{.version = request.version};
  plan.settings = request.settings;
  if (request.port == 0) {
    auto ports = free_ports(request.brokers);
    if (!ports) return tl::unexpected(ports.error());
    plan.ports = std::move(*ports);
  } else {
    for (int port = request.port; port < request.port + request.brokers; ++port) {
      if (!is_free(port)) {
        return fail(ErrorCode::io_error,
                    "port " + std::to_string(port) +
                        " is in use by another program; choose another with --port, or let "
                        "--port 0 find a free one");
      }
      plan.ports.push_back(port);
    }
  }
  const bool zookeeper = request.version.needs_zookeeper();
  const int inner_count = zookeeper ? 1 : controller_count(request.brokers);
  auto inner = free_ports(inner_count + request.brokers * static_cast<int>(request.secure.size()),
                          plan.ports);
  if (!inner) return tl::unexpected(inner.error());
  for (const SecureKind& kind : request.secure) {
    const auto first = inner->end() - request.brokers;
    plan.secure.push_back({kind, {first, inner->end()}});
    inner->erase(first, inner->end());
  }
  if (zookeeper) {
    plan.zookeeper_port = inner->front();
  } else {
    plan.controller_ports = std::move(*inner);
  }
  return plan;
}

State state_of(const Plan& plan) {
  State state{.version = plan.version, .secure = plan.secure};
  if (plan.zookeeper_port != 0)
    state.members.push_back({.name = "zookeeper", .port = plan.zookeeper_port});
  for (int id = 1; id <= plan.brokers(); ++id) {
    state.members.push_back({.name = "broker-" + std::to_string(id),
                             .port = plan.ports[static_cast<std::size_t>(id - 1)]});
  }
  return state;
}

Result<void> write_configuration(const Plan& plan, const State& state, const fs::path& folder) {
  for (const char* name : {"config", "logs"})
    if (auto made = make_folders(folder / name); !made) return made;
  if (auto made = make_folders(folder / plan.data_folder()); !made) return made;
  if (auto written = write_file(folder / "config/log.properties", log_properties(plan.version));
      !written) {
    return written;
  }
  if (!plan.secure.empty()) {
    if (auto made = make_certificates(folder / "secure"); !made) return made;
  }
  for (const SecureListener& listener : plan.secure) {
    const std::string text = secure_client_properties(listener, (folder / "secure").string());
    if (auto written = write_file(client_properties_file(folder, listener.kind), text); !written)
      return written;
  }
  int id = 0;
  for (const Member& member : state.members) {
    const std::string text =
        member.is_broker() ? broker_properties(plan, ++id) : zookeeper_properties(plan);
    if (auto written = write_file(folder / member.config_file(), text); !written) return written;
  }
  return {};
}

/// Starts the members of a state that do not run, and ends them again if that does not work out.
class Launch {
 public:
  Launch(const Kafka& kafka, State& state, const fs::path& folder)
      : kafka_(kafka), state_(state), folder_(folder) {}
  Launch(const Launch&) = delete;
  Launch& operator=(const Launch&) = delete;

  ~Launch() {
    if (succeeded_ || started_.empty()) return;
    // There is nothing in them yet that a gentler end would save.
    terminate(started_, std::chrono::milliseconds(0));
    if (state_.running().empty()) {
      forget_state(folder_);
    } else {
      (void)save_state(folder_, state_);
    }
  }

  Result<void> run(const std::stop_token& stop) {
    for (Member& member : state_.members) {
      if (is_running(member.process)) continue;
      if (auto spawned = spawn(member); !spawned) return spawned;
      if (member.is_broker()) continue;
      if (auto listens = wait_for_zookeeper(member, stop); !listens) return listens;
    }
    auto ready = wait_until_ready(
        state_, start_timeout, [this] { return find_ended(); }, stop);
    succeeded_ = ready.has_value();
    return ready;
  }

 private:
  Result<void> spawn(Member& member) {
    const fs::path log = folder_ / member.log_file();
    std::error_code ignored;  // there is no log before the first start
    fs::rename(log, fs::path(log).replace_extension(".previous"), ignored);
    auto words = java_command(kafka_.java, kafka_.version, kafka_.classpath,
                              member.is_broker() ? "512m" : "256m");
    words.emplace_back(member.is_broker() ? "kafka.Kafka"
                                          : "org.apache.zookeeper.server.quorum.QuorumPeerMain");
    words.push_back(member.config_file());
    auto process = spawn_detached(words, folder_, log);
    if (!process) return tl::unexpected(process.error());
    member.process = *process;
    started_.push_back(*process);
    // At once, so that `stop` finds it even if we are killed now.
    return save_state(folder_, state_);
  }

  Result<void> wait_for_zookeeper(Member& member, const std::stop_token& stop) {
    const auto deadline = std::chrono::steady_clock::now() + start_timeout;
    while (!accepts_connections(member.port)) {
      if (stop.stop_requested()) return fail(ErrorCode::cancelled, "interrupted");
      if (auto ended = why_ended(member))
        return fail(ErrorCode::broker_not_available, std::move(*ended));
      if (std::chrono::steady_clock::now() > deadline)
        return fail(ErrorCode::timed_out, "ZooKeeper does not listen");
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return {};
  }

  /// Says why, if any of the processes has ended.
  std::optional<std::string> find_ended() {
    for (Member& member : state_.members)
      if (auto why = why_ended(member)) return why;
    return std::nullopt;
  }

  std::optional<std::string> why_ended(Member& member) {
    if (is_running(member.process)) return std::nullopt;
    const std::string how = how_it_ended(member.process.pid);
    const auto log = last_lines(folder_ / member.log_file(), 2000);
    // ZooKeeper remembers a broker that was killed until its session has timed out.
    const bool remembered = std::ranges::any_of(log, [](const std::string& line) {
      return line.find("KeeperErrorCode = NodeExists") != std::string::npos;
    });
    if (remembered) {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      if (spawn(member)) return std::nullopt;
    }
    const std::string why = last_error(log);
    return "Kafka " + state_.version.text + ": " + member.name + " ended" + how +
           (why.empty() ? "" : ": " + why) + " (its log is " +
           (folder_ / member.log_file()).string() + ")";
  }

  const Kafka& kafka_;
  State& state_;
  const fs::path& folder_;
  std::vector<ProcessIdentity> started_;
  bool succeeded_ = false;
};

/// What speaks against leaving a running sandbox as it is. Only what was asked for by name counts.
std::optional<std::string> conflict(const Options& options, const Request& request,
                                    const State& state) {
  const bool other_version = options.has("version") && request.version.text != state.version.text;
  const bool other_count = options.has("brokers") && request.brokers != state.broker_count();
  const auto first = std::ranges::find_if(state.members, &Member::is_broker);
  const bool other_port = options.has("port") && request.port != 0 && request.port != first->port;
  if (!request.settings.empty())
    return summary(state) + " runs already, and --setting is only for a start; stop it first";
  const bool other_security =
      options.has("secure") &&
      !std::ranges::equal(request.secure, state.secure, {}, &SecureKind::name,
                          [](const SecureListener& listener) { return listener.kind.name; });
  if (!other_version && !other_count && !other_port && !other_security) return std::nullopt;
  return "another sandbox runs in this folder: " + summary(state) +
         "; stop it first, or choose another folder with --dir";
}

int say_running(Context& context, const fs::path& folder, const State& state, bool already) {
  if (context.format == OutputFormat::json) {
    print(context.out, status_json(folder, state, true), "\n");
  } else {
    print(context.out, summary(state), already ? " is running already.\n" : " is running.\n");
    for (const SecureListener& listener : state.secure)
      print(context.out, secure_line(folder, listener));
  }
  return exit_success;
}

class Start {
 public:
  Start(const Options& options, Context& context, const fs::path& folder)
      : options_(options), context_(context), folder_(folder), progress_line_(context) {}

  int run() {
    const auto request = read_request(options_);
    if (!request) return context_.usage({request.error().message()});
    const auto outcome = run(*request);
    progress_line_.finish();
    if (outcome) return say_running(context_, folder_, outcome->state, outcome->already);
    if (signals_.stopped()) {
      context_.note("Interrupted; nothing of this start is left running.");
      return signals_.status();
    }
    return context_.fail(outcome.error());
  }

 private:
  struct Outcome {
    State state;
    bool already = false;
  };

  Result<Outcome> run(const Request& request) {
    if (auto made = make_folders(folder_); !made) return tl::unexpected(made.error());
    const auto lock = FolderLock::take(
        folder_ / ".lock",
        [](void* context) {
          static_cast<Context*>(context)->note(
              "Waiting for another kafka-sandbox that starts or stops this one");
        },
        &context_);
    if (!lock) return tl::unexpected(lock.error());
    auto known = load_state(folder_);
    if (!known) return tl::unexpected(known.error());
    if (*known && !(*known)->running().empty()) return go_on(request, std::move(**known));

    // Between the choice of a free port and the broker's use of it another program may take it.
    for (int attempts_left = 2;; --attempts_left) {
      auto outcome = start_anew(request);
      if (outcome || attempts_left == 0 ||
          outcome.error().message().find("Address already in use") == std::string::npos) {
        return outcome;
      }
    }
  }

  Result<Outcome> start_anew(const Request& request) {
    // First, because a port that is taken can be said without downloading anything.
    const auto plan = make_plan(request);
    if (!plan) return tl::unexpected(plan.error());
    const auto kafka = resolve(request.version);
    if (!kafka) return tl::unexpected(kafka.error());
    State state = state_of(*plan);
    auto prepared = write_configuration(*plan, state, folder_);
    if (prepared && !plan->version.needs_zookeeper())
      prepared = format_storage(*kafka, *plan, folder_, signals_.token());
    if (!prepared) return tl::unexpected(prepared.error());
    return launch(*kafka, std::move(state), false);
  }

  /// Something runs here already: all of it is the goal, so only what has ended is started.
  Result<Outcome> go_on(const Request& request, State state) {
    if (auto why_not = conflict(options_, request, state))
      return fail(ErrorCode::invalid_argument, std::move(*why_not));
    const bool already = state.all_running();
    const auto kafka = resolve(state.version);
    if (!kafka) return tl::unexpected(kafka.error());
    return launch(*kafka, std::move(state), already);
  }

  Result<Kafka> resolve(const KafkaVersion& version) {
    const Progress progress = [this](std::string_view line, bool passing) {
      progress_line_(line, passing);
    };
    return resolve_kafka(version, progress, signals_.token());
  }

  Result<Outcome> launch(const Kafka& kafka, State state, bool already) {
    Outcome outcome{std::move(state), already};
    Launch launch(kafka, outcome.state, folder_);
    if (auto launched = launch.run(signals_.token()); !launched)
      return tl::unexpected(launched.error());
    return outcome;
  }

  StopOnSignal signals_;
  const Options& options_;
  Context& context_;
  const fs::path& folder_;
  ProgressLine progress_line_;
};

}  // namespace

int start(const Options& options, Context& context, const fs::path& folder) {
  return Start(options, context, folder).run();
}

}  // namespace kpp::tools::sandbox
