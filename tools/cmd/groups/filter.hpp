#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "common/options/parse.hpp"
#include "kpp/admin/groups.hpp"

namespace kpp::tools::groups {

/// Which groups are wanted.
struct Filter {
  std::optional<GroupType> type;
  std::optional<std::string> protocol;
  bool consumers = false;  // by protocol or by type

  [[nodiscard]] bool allows(const GroupListing& group) const;
};

/// From the options, after the checks that Kafka's tool makes.
[[nodiscard]] tl::expected<Filter, UsageError> parse_filter(const Options& options);

}  // namespace kpp::tools::groups
