#pragma once
// Gathered data as text: pure functions.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/consumer_groups/model.hpp"

namespace kpp::tools::consumer_groups {

// In the bytes of Kafka's tool.

/// The columns of --list beside the id; without any, ids alone are printed.
struct Columns {
  bool type = false;
  bool state = false;
};
[[nodiscard]] std::string text_of(std::span<const GroupListing> groups, Columns columns);
[[nodiscard]] std::string text_of(const DescribedGroup& described, View view, bool verbose);
[[nodiscard]] std::string text_of(const ResetReport& report);
[[nodiscard]] std::string text_of(const DeletionReport& report);
[[nodiscard]] std::string text_of(const OffsetDeletionReport& report);
/// "topic,partition,offset" lines, with the group in front if asked for, and an empty line.
[[nodiscard]] std::string csv_of(const ResetReport& report, bool with_group);

/// The planned offsets of one of the report's groups in the order in which Kafka's tool prints them.
[[nodiscard]] std::vector<const PlannedOffset*> in_java_order(const ResetReport& report,
                                                              const GroupReset& reset);

/// Why a planned offset is another than the one asked for; empty if there is nothing to say.
[[nodiscard]] std::string warning_about(const PlannedOffset& planned);

// As JSON; the shapes are in the tool's description (spec.cpp).

[[nodiscard]] std::string json_of(std::span<const GroupListing> groups);
[[nodiscard]] std::string json_of(std::span<const DescribedGroup> groups, View view);
[[nodiscard]] std::string json_of(const ResetReport& report);
[[nodiscard]] std::string json_of(const DeletionReport& report);
[[nodiscard]] std::string json_of(const OffsetDeletionReport& report);
[[nodiscard]] std::string json_of_regex(std::string_view regex,
                                        std::optional<std::string_view> error);

}  // namespace kpp::tools::consumer_groups
