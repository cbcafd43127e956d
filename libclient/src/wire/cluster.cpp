#include "wire/cluster.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace kpp::wire {
namespace {

using State = Connection::State;

Error closed_error() {
  return Error(ErrorCode::closed);
}

}  // namespace

Cluster::Cluster(ClusterConfig config) : config_(std::move(config)) {
  for (const Address& address : config_.bootstrap)
    seeds_.push_back(std::make_shared<Connection>(loop_, config_.connection, address));
}

Cluster::~Cluster() {
  close();
}

Result<void> Cluster::check(const CallContext& context) {
  {
    const Loop::Lock guard = loop_.lock();
    if (closed_) return fail(closed_error());
  }
  if (context.stop.stop_requested()) return fail(ErrorCode::cancelled);
  if (Loop::Clock::now() >= context.deadline) return fail(ErrorCode::timed_out);
  return {};
}

Cluster::ConnectionPtr Cluster::pick_any() const {
  const auto ready = [](const ConnectionPtr& connection) {
    return connection->state() == State::ready;
  };
  if (const auto found = std::ranges::find_if(seeds_, ready); found != seeds_.end()) return *found;
  for (const auto& [node, connection] : connections_)
    if (ready(connection)) return connection;
  return nullptr;
}

Cluster::ConnectionPtr Cluster::pick_for_any() {
  if (!config_.of_controllers() || !controller_) return pick_any();
  const ConnectionPtr active = connection_to(*controller_);
  return active ? active : pick_any();
}

Result<void> Cluster::ensure_connected(const CallContext& context) {
  if (Result<void> go_on = check(context); !go_on) return go_on;
  {
    const Loop::Lock guard = loop_.lock();
    if (pick_any()) return {};
  }
  return bootstrap(context);
}

Result<void> Cluster::bootstrap(const CallContext& context) {
  // Brokers that are known already come after the configured ones, which may all have gone
  // meanwhile.
  std::vector<ConnectionPtr> candidates;
  {
    const Loop::Lock guard = loop_.lock();
    candidates = seeds_;
    for (const auto& [node, connection] : connections_)
      if (std::ranges::find(candidates, connection) == candidates.end())
        candidates.push_back(connection);
  }

  const Loop::Time deadline =
      std::min(context.deadline, Loop::Clock::now() + config_.bootstrap_timeout);
  // However many there are, each gets its turn in the first half of the time.
  const auto stagger =
      std::min(config_.bootstrap_stagger,
               config_.bootstrap_timeout /
                   static_cast<int>(2 * std::max<std::size_t>(1, candidates.size())));
  std::size_t opened = 0;
  const auto all_failed = [&] {
    return std::all_of(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(opened),
                       [](const auto& c) { return c->state() == State::failed; });
  };
  while (true) {
    const bool last = opened + 1 >= candidates.size();
    if (opened < candidates.size()) {
      const Loop::Lock guard = loop_.lock();
      if (closed_) return fail(closed_error());
      candidates[opened++]->open();
    }
    const Loop::Time patience = last ? deadline : std::min(deadline, Loop::Clock::now() + stagger);
    const Loop::Outcome outcome = loop_.wait(
        [&] {
          return closed_ || pick_any() != nullptr || all_failed() ||
                 (!last && candidates[opened - 1]->has_stumbled());
        },
        patience, context.stop);

    const Loop::Lock guard = loop_.lock();
    if (closed_) return fail(closed_error());
    if (pick_any()) return {};
    if (outcome == Loop::Outcome::stopped) return fail(ErrorCode::cancelled);
    if (opened == candidates.size() && (all_failed() || outcome == Loop::Outcome::deadline))
      return fail(bootstrap_error(candidates));
    if (Loop::Clock::now() >= deadline)
      return fail(bootstrap_error(std::span(candidates).first(opened)));
  }
}

Error Cluster::bootstrap_error(std::span<const ConnectionPtr> tried) {
  if (tried.size() == 1) return tried.front()->obstacle();
  std::string sentence = "No bootstrap server could be reached";
  const char* separator = ": ";
  for (const ConnectionPtr& connection : tried)
    sentence += std::exchange(separator, "; ") + connection->obstacle().message();
  return Error(ErrorCode::connection_failed, sentence);
}

Cluster::ConnectionPtr Cluster::connection_to(std::int32_t node) {
  const auto known = brokers_.find(node);
  if (known == brokers_.end()) return nullptr;
  const Address& address = known->second.address;
  ConnectionPtr& connection = connections_[node];
  if (connection && connection->leads_to(address)) return connection;

  // A bootstrap server that is also called so needs no second connection.
  const auto seed = std::ranges::find_if(
      seeds_, [&](const auto& candidate) { return candidate->leads_to(address); });
  connection = seed != seeds_.end()
                   ? *seed
                   : std::make_shared<Connection>(loop_, config_.connection, address);
  return connection;
}

Cluster::ConnectionPtr Cluster::beside(const ConnectionPtr& first, std::size_t lane) {
  ConnectionPtr& connection = beside_[{first->address(), lane}];
  if (!connection)
    connection = std::make_shared<Connection>(loop_, config_.connection, first->address());
  return connection;
}

void Cluster::start(const Job& job) {
  if (closed_) {
    job.exchange->finish(closed_error());
    return;
  }
  ConnectionPtr connection = job.node == any_node ? pick_for_any() : connection_to(job.node);
  if (connection && job.lane > 0) connection = beside(connection, job.lane);
  if (connection) {
    connection->submit(job.exchange);
  } else if (job.node == any_node) {
    job.exchange->finish(Error(ErrorCode::network_exception, "the connection was lost"));
  } else {
    job.exchange->finish(
        Error(ErrorCode::broker_not_available,
              "broker " + std::to_string(job.node) + " is not part of the cluster"));
  }
}

void Cluster::run(std::span<const Job> jobs, const CallContext& context,
                  const std::function<void(std::size_t)>& on_done) {
  std::size_t next = 0;
  std::vector<std::size_t> under_way;
  std::vector<std::size_t> finished;
  while (next < jobs.size() || !under_way.empty()) {
    const Result<void> go_on = check(context);
    {
      const Loop::Lock guard = loop_.lock();
      const std::size_t limit = go_on ? config_.max_concurrent_requests : jobs.size();
      for (; next < jobs.size() && under_way.size() < limit; ++next) {
        if (go_on) start(jobs[next]);
        under_way.push_back(next);
      }
      if (!go_on)
        for (const std::size_t i : under_way) jobs[i].exchange->finish(go_on.error());
    }
    const auto done = [&](std::size_t i) { return jobs[i].exchange->done; };
    loop_.wait([&] { return std::ranges::any_of(under_way, done); }, context.deadline,
               context.stop);
    {
      const Loop::Lock guard = loop_.lock();
      // Not std::ranges: clang 14 cannot use the subrange of libstdc++ that it returns.
      const auto rest =
          std::stable_partition(under_way.begin(), under_way.end(), std::not_fn(done));
      finished.assign(rest, under_way.end());
      under_way.erase(rest, under_way.end());
    }
    for (const std::size_t i : finished) on_done(i);
  }
}

void Cluster::connect(std::span<const std::int32_t> nodes, const CallContext& context) {
  std::vector<ConnectionPtr> opening;
  {
    const Loop::Lock guard = loop_.lock();
    if (closed_) return;
    for (const std::int32_t node : nodes) {
      if (const ConnectionPtr connection = connection_to(node)) {
        connection->open_unless_hopeless();
        opening.push_back(connection);
      }
    }
  }
  loop_.wait(
      [&] {
        return closed_ || std::ranges::none_of(opening, [](const auto& connection) {
                 return connection->state() == State::opening;
               });
      },
      context.deadline, context.stop);
}

Result<BrokerVersions> Cluster::versions_of(std::int32_t node) {
  const Loop::Lock guard = loop_.lock();
  const ConnectionPtr connection = node == any_node ? pick_any() : connection_to(node);
  if (!connection)
    return fail(ErrorCode::broker_not_available,
                "broker " + std::to_string(node) + " is not part of the cluster");
  if (connection->state() == State::ready) return connection->versions();
  return fail(connection->obstacle());
}

void Cluster::pause(std::chrono::microseconds time, const CallContext& context) {
  const Loop::Time until = std::min(context.deadline, Loop::Clock::now() + time);
  loop_.wait([this] { return closed_; }, until, context.stop);
}

void Cluster::learn(const MetadataResponse& answer) {
  std::vector<BrokerNode> nodes;
  nodes.reserve(answer.brokers.size());
  for (const auto& broker : answer.brokers) {
    if (broker.port <= 0 || broker.port > std::numeric_limits<std::uint16_t>::max()) continue;
    nodes.push_back(
        {broker.node_id, {broker.host, static_cast<std::uint16_t>(broker.port)}, broker.rack});
  }
  learn(nodes, answer.controller_id);
}

void Cluster::learn(const std::vector<BrokerNode>& nodes, std::int32_t controller) {
  const Loop::Lock guard = loop_.lock();
  std::map<std::int32_t, BrokerNode> brokers;
  for (const BrokerNode& node : nodes)
    if (node.id >= 0) brokers.emplace(node.id, node);
  // A broker that has just started may know nobody yet; what was known before is worth more.
  if (!brokers.empty()) brokers_ = std::move(brokers);
  controller_ = controller >= 0 ? std::optional(controller) : std::nullopt;
}

std::vector<BrokerNode> Cluster::brokers() {
  const Loop::Lock guard = loop_.lock();
  std::vector<BrokerNode> all;
  all.reserve(brokers_.size());
  for (const auto& [id, node] : brokers_) all.push_back(node);
  return all;
}

std::optional<BrokerNode> Cluster::broker(std::int32_t node) {
  const Loop::Lock guard = loop_.lock();
  const auto found = brokers_.find(node);
  if (found == brokers_.end()) return std::nullopt;
  return found->second;
}

void Cluster::add_broker(const BrokerNode& node) {
  const Loop::Lock guard = loop_.lock();
  BrokerNode& known = brokers_[node.id];
  known.id = node.id;
  known.address = node.address;
}

std::optional<std::int32_t> Cluster::controller() {
  const Loop::Lock guard = loop_.lock();
  return controller_;
}

void Cluster::forget_controller() {
  const Loop::Lock guard = loop_.lock();
  controller_.reset();
}

void Cluster::close() noexcept {
  {
    const Loop::Lock guard = loop_.lock();
    if (std::exchange(closed_, true)) return;
    const Error why = closed_error();
    for (const ConnectionPtr& connection : seeds_) connection->close(why);
    for (const auto& [node, connection] : connections_) connection->close(why);
    for (const auto& [lane, connection] : beside_) connection->close(why);
    loop_.notify();
  }
  loop_.poll();
}

}  // namespace kpp::wire
