#include "cmd/reassign_partitions/actions.hpp"
#include "cmd/reassign_partitions/arguments.hpp"
#include "cmd/reassign_partitions/command.hpp"
#include "cmd/reassign_partitions/reassignment_file.hpp"
#include "cmd/reassign_partitions/render.hpp"
#include "cmd/reassign_partitions/throttles.hpp"
#include "cmd/reassign_partitions/wait.hpp"
#include "common/admin_client.hpp"
#include "common/formats/json_file.hpp"
#include "common/io/signals.hpp"
#include "common/print.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t default_timeout_ms = 10000;

/// Kafka's tool begins all but two of its messages so.
int fail(const Context& context, const Error& error) {
  if (context.format == OutputFormat::json) return context.fail(error);
  const bool bare = error.code() == ErrorCode::reassignment_in_progress ||
                    error.message().starts_with("Error ") ||
                    error.message().starts_with("Timed out ");
  return context.fail(bare ? error.message() : "Error: " + error.message());
}

template <class Report>
int show(Context& context, const Result<Report>& report) {
  if (!report) return fail(context, report.error());
  print(context, *report);
  return exit_success;
}

/// What was done before a failure is told too, if there is any.
template <class Report>
int show(Context& context, const Outcome<Report>& outcome, bool anything_done) {
  if (!outcome.failure || anything_done) print(context, outcome.report);
  return outcome.failure ? fail(context, *outcome.failure) : exit_success;
}

milliseconds timeout_of(const Options& options) {
  return milliseconds(options.int64("timeout").value_or(default_timeout_ms));
}

/// A negative number means no throttle.
std::optional<std::int64_t> throttle_of(const Options& options, std::string_view name) {
  const auto given = options.int64(name);
  return given && *given >= 0 ? given : std::nullopt;
}

/// With --wait: until all has arrived. Then the throttles that this run has set go, as --verify would have it.
void wait_and_clear(Admin& admin, const Options& options, const Target& target, Output& err,
                    Outcome<ExecuteReport>& outcome) {
  const auto arrived = wait_for_moves(admin, target, options.int32("wait"), err);
  if (!arrived) {
    outcome.failure = arrived.error();
    return;
  }
  outcome.report.done = *arrived;
  if (!*arrived) {
    outcome.failure = Error(ErrorCode::timed_out,
                            "Timed out waiting for the reassignment, which goes on; --verify tells "
                            "when it has ended");
    return;
  }
  if (!outcome.report.warn_about_throttle) return;
  auto cleared = clear_throttles(admin, target);
  if (cleared) {
    outcome.report.cleared = *std::move(cleared);
  } else {
    outcome.failure = cleared.error();
  }
}

int run_execute(Admin& admin, const Options& options, const Target& target, Context& context) {
  ExecuteOptions how;
  how.additional = options.has("additional");
  how.allow_replication_factor_change = !options.has("disallow-replication-factor-change");
  how.inter_broker_throttle = throttle_of(options, "throttle");
  how.log_dir_throttle = throttle_of(options, "replica-alter-log-dirs-throttle");
  how.log_dir_timeout = timeout_of(options);
  Outcome<ExecuteReport> outcome = execute(admin, target, how);
  if (!outcome.failure && options.has("wait"))
    wait_and_clear(admin, options, target, context.err, outcome);
  return show(context, outcome, !outcome.report.previous.empty());
}

int run_generate(Admin& admin, const Options& options, Context& context) {
  const auto brokers = parse_broker_list(options.value_or("broker-list", ""));
  if (!brokers) return fail(context, Error(ErrorCode::invalid_argument, brokers.error()));
  const auto text = read_text_file(options.value_or("topics-to-move-json-file", ""));
  if (!text) return fail(context, text.error());
  const auto topics = parse_topics(*text);
  if (!topics) return fail(context, topics.error());
  return show(context, generate(admin, *topics, *brokers, !options.has("disable-rack-aware")));
}

Result<Target> read_target(const Options& options) {
  const auto text = read_text_file(options.value_or("reassignment-json-file", ""));
  if (!text) return tl::unexpected(text.error());
  return parse_target(*text);
}

int act(Admin& admin, const Options& options, Context& context) {
  if (options.has("list")) return show(context, list(admin));
  if (options.has("generate")) return run_generate(admin, options, context);
  const auto target = read_target(options);
  if (!target) return fail(context, target.error());
  if (options.has("execute")) return run_execute(admin, options, *target, context);
  const bool preserve = options.has("preserve-throttles");
  if (options.has("verify")) {
    const auto outcome = verify(admin, *target, preserve);
    return show(context, outcome, !outcome.report.partitions.empty());
  }
  const auto outcome = cancel(admin, *target, preserve, timeout_of(options));
  return show(context, outcome, outcome.report.moves_checked);
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto error = check(options)) return context.usage(*error);
  auto admin = admin_client(options, context, called("reassign-partitions-tool"));
  if (!admin) return fail(context, admin.error());
  return act(*admin, options, context);
}

}  // namespace kpp::tools::reassign_partitions
