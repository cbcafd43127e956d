#include "sandbox/readiness.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "kpp/admin.hpp"
#include "sandbox/ports.hpp"

namespace kpp::tools::sandbox {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto pause = std::chrono::milliseconds(50);

Result<Admin> make_admin(const State& state) {
  Config config;
  if (auto set = config.set("bootstrap.servers", state.bootstrap()); !set)
    return tl::unexpected(set.error());
  return Admin::create(config);
}

bool all_listen(const State& state) {
  return std::ranges::all_of(state.members,
                             [](const Member& member) { return accepts_connections(member.port); });
}

/// Empty once the cluster is complete.
std::optional<Error> incomplete(Admin& admin, const State& state, const CallOptions& options) {
  const auto cluster = admin.describe_cluster({options});
  if (!cluster) return cluster.error();
  if (std::ssize(cluster->nodes) != state.broker_count() || cluster->controller_id < 0) {
    return Error(ErrorCode::broker_not_available, std::to_string(cluster->nodes.size()) + " of " +
                                                      std::to_string(state.broker_count()) +
                                                      " brokers have joined");
  }
  return std::nullopt;
}

/// Asks for a topic on all brokers, to be checked and not made.
std::optional<Error> cannot_make_topics(Admin& admin, const State& state,
                                        const CallOptions& options) {
  NewTopic topic;
  topic.name = "kafka-sandbox-probe";
  topic.partitions = 1;
  topic.replication_factor = static_cast<std::int16_t>(state.broker_count());
  CreateTopicsOptions create{options};
  create.validate_only = true;
  const auto checked = admin.create_topics({&topic, 1}, create);
  if (!checked) return checked.error();
  const Error* error = checked->first_error();
  return error == nullptr ? std::nullopt : std::optional(*error);
}

}  // namespace

bool answers(const State& state, std::chrono::milliseconds timeout) {
  auto admin = make_admin(state);
  if (!admin) return false;
  return !incomplete(*admin, state, {.timeout = timeout});
}

Result<void> wait_until_ready(const State& state, std::chrono::seconds timeout,
                              const std::function<std::optional<std::string>()>& why_hopeless,
                              const std::stop_token& stop) {
  const auto deadline = Clock::now() + timeout;
  std::optional<Error> why(Error(ErrorCode::broker_not_available, "no broker listens yet"));
  auto admin = make_admin(state);
  if (!admin) return tl::unexpected(admin.error());
  const CallOptions options{.timeout = std::chrono::seconds(2), .stop = stop};
  while (why) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "interrupted");
    if (auto hopeless = why_hopeless())
      return fail(ErrorCode::broker_not_available, std::move(*hopeless));
    if (Clock::now() > deadline) {
      return fail(ErrorCode::timed_out, "Kafka was not ready within " +
                                            std::to_string(timeout.count()) +
                                            " s: " + why->message());
    }
    if (all_listen(state)) {
      why = incomplete(*admin, state, options);
      if (!why) why = cannot_make_topics(*admin, state, options);
    }
    if (why) std::this_thread::sleep_for(pause);
  }
  return {};
}

}  // namespace kpp::tools::sandbox
