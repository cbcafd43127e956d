#pragma once
// What the report on topics has beside their descriptions.

#include <cstdint>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::topics {

using TopicConfigs = std::vector<ConfigEntry>;
using Reassignments = std::map<TopicPartition, PartitionReassignment>;

struct TopicFacts {
  std::map<std::string, TopicConfigs> configs;
  std::set<std::int32_t> live_brokers;
  Reassignments reassignments;
};

/// Asks for the facts. The settings of topics whose names are known can be asked for while the topics are being described.
class TopicFactsQuestion {
 public:
  struct Wanted {
    bool configs;
    bool live_brokers;
  };
  TopicFactsQuestion(Admin& admin, const Wanted& wanted) : admin_(admin), wanted_(wanted) {}

  /// Some of the topics may turn out not to be there.
  void ask_ahead(const std::vector<std::string>& names);
  /// Once, about all or some of the topics that were asked about ahead, if that was done.
  [[nodiscard]] Result<TopicFacts> facts(const std::vector<TopicDescription>& topics);

 private:
  using Configs = Result<ItemResults<ConfigResource, TopicConfigs>>;

  [[nodiscard]] Configs ask_configs(const std::vector<std::string>& names);
  [[nodiscard]] Result<Reassignments> ask_reassignments(
      const std::vector<TopicDescription>& topics);

  Admin& admin_;
  Wanted wanted_;
  std::future<Configs> configs_;
};

}  // namespace kpp::tools::topics
