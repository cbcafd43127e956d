#pragma once
// What a sandbox folder holds:
//   sandbox.properties   what was started (this file's State); there while something runs
//   secure/              certificates and clients' properties, with --secure
//   config/              configuration of brokers, ZooKeeper and their logs
//   data/<version>-<n>/  records and metadata; survives a stop
//   logs/                one file per process; .previous is that of the run before

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kpp/error.hpp"
#include "sandbox/kafka_version.hpp"
#include "sandbox/process.hpp"
#include "sandbox/secure.hpp"

namespace kpp::tools::sandbox {

struct Member {
  std::string name{};  // "broker-1", "zookeeper"
  int port = 0;
  ProcessIdentity process{};

  [[nodiscard]] bool is_broker() const { return name.starts_with("broker-"); }
  [[nodiscard]] std::string log_file() const { return "logs/" + name + ".log"; }
  [[nodiscard]] std::string config_file() const { return "config/" + name + ".properties"; }
};

struct State {
  KafkaVersion version{};
  std::vector<Member> members{};  // ZooKeeper before the brokers
  std::vector<SecureListener> secure{};

  [[nodiscard]] int broker_count() const;
  /// "127.0.0.1:9092,127.0.0.1:9093"
  [[nodiscard]] std::string bootstrap() const;
  [[nodiscard]] std::vector<ProcessIdentity> running() const;
  [[nodiscard]] bool all_running() const { return running().size() == members.size(); }
};

/// Where the properties for clients of a secured listener are.
[[nodiscard]] std::filesystem::path client_properties_file(const std::filesystem::path& folder,
                                                           const SecureKind& kind);

/// Empty if nothing was started from this folder, or the system was started anew since.
[[nodiscard]] Result<std::optional<State>> load_state(const std::filesystem::path& folder);
[[nodiscard]] Result<void> save_state(const std::filesystem::path& folder, const State& state);
void forget_state(const std::filesystem::path& folder);

}  // namespace kpp::tools::sandbox
