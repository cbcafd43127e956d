#pragma once
// What --max-bytes has to know of the topics before the run.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kpp/admin/configs.hpp"
#include "kpp/admin/log_dirs.hpp"
#include "kpp/config.hpp"

namespace kpp::tools::producer_perf_test {

/// What topics hold already, of those that only grow.
struct StoredBytes {
  std::set<std::string> topics;  // those that hold something
  std::uint64_t bytes = 0;       // on disk, of one replica of each partition
  std::vector<Error> unknown;    // what could not be asked, for want of a right, say
};

/// Whether the broker removes the oldest records of a topic with these settings once it is too large.
[[nodiscard]] bool is_bounded(const std::vector<ConfigEntry>& settings);

/// Adds what the brokers hold of these topics. A partition counts once, by its largest replica.
void add_sizes(StoredBytes& stored, const std::set<std::string>& topics,
               const std::vector<LogDirDescription>& dirs_of_all_brokers);

/// Fails where no broker answers.
[[nodiscard]] Result<StoredBytes> stored_bytes(const Config& config,
                                               const std::vector<std::string>& topics);

}  // namespace kpp::tools::producer_perf_test
