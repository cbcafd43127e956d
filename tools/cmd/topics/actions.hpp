#pragma once
// One function per action: asks the cluster and reports. Nothing here prints.

#include <optional>
#include <string>
#include <vector>

#include "cmd/topics/report.hpp"
#include "common/options/parse.hpp"
#include "common/topic_filter.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::topics {

/// --topic of every action but --create; empty if it was not given.
[[nodiscard]] Result<std::optional<TopicFilter>> topic_filter(const Options& options);

/// The topics that the filter lets through, by name.
[[nodiscard]] Result<std::vector<TopicListing>> matching_topics(
    Admin& admin, const std::optional<TopicFilter>& filter, bool exclude_internal);

/// The same for actions that need at least one topic, unless --if-exists was given.
[[nodiscard]] Result<std::vector<std::string>> required_topics(Admin& admin,
                                                               const Options& options);

[[nodiscard]] Result<ListReport> list(Admin& admin, const Options& options);
[[nodiscard]] Result<DescribeReport> describe(Admin& admin, const Options& options,
                                              bool all_configs);

/// Of these some topics may fail and others not; every failure is told.
template <class Report>
struct Outcome {
  Report report;
  std::vector<Error> failures;
};
[[nodiscard]] Outcome<CreateReport> create(Admin& admin, const Options& options,
                                           const NewTopic& topic);
[[nodiscard]] Result<Outcome<AlterReport>> alter(Admin& admin, const Options& options);
[[nodiscard]] Result<Outcome<DeleteReport>> remove(Admin& admin, const Options& options);

}  // namespace kpp::tools::topics
