#pragma once
/// \file
/// The brokers of one cluster as a client sees them: bootstrap servers, the brokers they told of,
/// and one connection to each that was needed. Any thread; no call here is made with the loop's
/// lock held.

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "kpp/error.hpp"
#include "wire/address.hpp"
#include "wire/broker_versions.hpp"
#include "wire/connection.hpp"
#include "wire/exchange.hpp"
#include "wire/loop.hpp"
#include "wire/messages/metadata.hpp"

namespace kpp::wire {

struct ClusterConfig {
  std::vector<Address> bootstrap;
  /// All bootstrap servers together may take so long.
  std::chrono::milliseconds bootstrap_timeout{5000};
  /// The next bootstrap server is tried beside the first after so long without an answer.
  std::chrono::milliseconds bootstrap_stagger{250};
  std::size_t max_concurrent_requests = 64;
  Backoff retry;
  int max_retries = std::numeric_limits<int>::max();
  /// A partition without a leader is waited for so long: a planned election takes less, and one that takes longer may
  /// never end.
  std::chrono::milliseconds leader_patience{3000};
  /// The same for a group without a coordinator: a cluster's first one has to make a topic.
  std::chrono::milliseconds coordinator_patience{15000};
  ConnectionConfig connection;

  /// Controllers tell of each other and not of brokers. What any node may answer goes to the active one.
  [[nodiscard]] bool of_controllers() const noexcept { return connection.to_controllers; }
};

/// How long a call may take, and who may end it.
struct CallContext {
  Loop::Time deadline;
  std::stop_token stop;
};

/// Instead of a broker's id: whichever is connected.
inline constexpr std::int32_t any_node = -1;

struct Job {
  std::int32_t node = any_node;
  std::shared_ptr<Exchange> exchange;
  /// A broker works on one request of a connection at a time. Jobs of other lanes than the first go over connections of
  /// their own, for answers that are long in the making.
  std::size_t lane = 0;
};

struct BrokerNode {
  std::int32_t id = -1;
  Address address;
  std::optional<std::string> rack;
};

class Cluster {
 public:
  explicit Cluster(ClusterConfig config);
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  [[nodiscard]] const ClusterConfig& config() const noexcept { return config_; }

  /// `closed`, `cancelled` or `timed_out`, if the call must end.
  [[nodiscard]] Result<void> check(const CallContext& context);

  /// Returns once some broker is connected; fails with the reason of each bootstrap server.
  [[nodiscard]] Result<void> ensure_connected(const CallContext& context);

  /// Starts the jobs, so many at once as the configuration allows, and calls `on_done` with the
  /// number of each as it ends, in the calling thread. All jobs end: at the latest with the error
  /// of `check`.
  void run(std::span<const Job> jobs, const CallContext& context,
           const std::function<void(std::size_t)>& on_done);

  /// Connects to these brokers at once; returns when each is connected or has failed.
  void connect(std::span<const std::int32_t> nodes, const CallContext& context);
  /// What a broker can do, or why it is not connected.
  [[nodiscard]] Result<BrokerVersions> versions_of(std::int32_t node);

  /// Sleeps, unless the call must end.
  void pause(std::chrono::microseconds time, const CallContext& context);

  /// Takes brokers and controller from an answer.
  void learn(const MetadataResponse& answer);
  /// The same from whatever says so; -1: there is no controller just now.
  void learn(const std::vector<BrokerNode>& nodes, std::int32_t controller);
  /// By id; empty until the first `learn`.
  [[nodiscard]] std::vector<BrokerNode> brokers();
  [[nodiscard]] std::optional<BrokerNode> broker(std::int32_t node);
  /// Adds a broker that another answer named (FindCoordinator).
  void add_broker(const BrokerNode& node);
  [[nodiscard]] std::optional<std::int32_t> controller();
  /// The controller has moved.
  void forget_controller();

  /// Ends every call with `closed`.
  void close() noexcept;

 private:
  using ConnectionPtr = std::shared_ptr<Connection>;

  [[nodiscard]] ConnectionPtr pick_any() const;
  /// For a request to `any_node`.
  [[nodiscard]] ConnectionPtr pick_for_any();
  [[nodiscard]] ConnectionPtr connection_to(std::int32_t node);
  /// Another connection to where `first` leads.
  [[nodiscard]] ConnectionPtr beside(const ConnectionPtr& first, std::size_t lane);
  [[nodiscard]] Result<void> bootstrap(const CallContext& context);
  [[nodiscard]] static Error bootstrap_error(std::span<const ConnectionPtr> tried);
  void start(const Job& job);

  ClusterConfig config_;
  Loop loop_;
  // All below guarded by the loop's lock.
  bool closed_ = false;
  std::vector<ConnectionPtr> seeds_;
  std::map<std::int32_t, BrokerNode> brokers_;
  std::map<std::int32_t, ConnectionPtr> connections_;
  std::map<std::pair<Address, std::size_t>, ConnectionPtr> beside_;
  std::optional<std::int32_t> controller_;
};

}  // namespace kpp::wire
