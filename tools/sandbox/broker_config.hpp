#pragma once
// The files that brokers and ZooKeeper are started with. All paths in them are relative to the
// sandbox's folder, which is where the processes work: so no name needs escaping.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/kafka_version.hpp"
#include "sandbox/secure.hpp"

namespace kpp::tools::sandbox {

/// A cluster to be started. Broker n (from 1) listens on ports[n - 1].
struct Plan {
  KafkaVersion version;
  std::vector<int> ports{};
  std::vector<int> controller_ports{};  // KRaft: of brokers 1..k, which are controllers too
  int zookeeper_port = 0;
  std::vector<std::string>
      settings{};  // the user's own, as read_setting takes them; they win over ours
  std::vector<SecureListener> secure{};

  [[nodiscard]] int brokers() const { return static_cast<int>(ports.size()); }
  [[nodiscard]] std::string data_folder() const {
    // With users in it, if there are any.
    return "data/" + version.text + "-" + std::to_string(brokers()) +
           (secure.empty() ? "" : "-secure");
  }
  [[nodiscard]] std::string broker_data(int id) const {
    return data_folder() + "/broker-" + std::to_string(id);
  }
};

/// "NAME=VALUE" for every broker, "2:NAME=VALUE" for one: the racks and the disks of a cluster differ.
struct Setting {
  std::optional<int> broker;
  std::string_view line;
};
[[nodiscard]] Setting read_setting(std::string_view text);

/// Where a broker keeps its data: its own folder, unless a setting says `log.dirs`. The first has the metadata, too.
[[nodiscard]] std::vector<std::string> log_dirs(const Plan& plan, int id);

/// How many of so many brokers take part in KRaft's quorum: an odd number.
[[nodiscard]] int controller_count(int brokers);

[[nodiscard]] std::string broker_properties(const Plan& plan, int id);
[[nodiscard]] std::string zookeeper_properties(const Plan& plan);
/// The broker's and ZooKeeper's own log, to standard output.
[[nodiscard]] std::string log_properties(const KafkaVersion& version);

/// The command that runs a class with this version's log set up.
[[nodiscard]] std::vector<std::string> java_command(const std::string& java,
                                                    const KafkaVersion& version,
                                                    const std::string& classpath,
                                                    const std::string& heap);

}  // namespace kpp::tools::sandbox
