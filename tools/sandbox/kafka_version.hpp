#pragma once

#include <string>
#include <string_view>

#include "kpp/error.hpp"

namespace kpp::tools::sandbox {

/// A release of Apache Kafka, and what differs between releases in how one is run.
struct KafkaVersion {
  int major = 0;
  int minor = 0;
  std::string text{};  // "4.3.1"

  [[nodiscard]] bool at_least(int wanted_major, int wanted_minor) const noexcept {
    return major > wanted_major || (major == wanted_major && minor >= wanted_minor);
  }
  /// KRaft is complete from 3.3 on (KIP-833).
  [[nodiscard]] bool needs_zookeeper() const noexcept { return !at_least(3, 3); }
  /// KIP-653.
  [[nodiscard]] bool logs_with_log4j2() const noexcept { return at_least(4, 0); }
  [[nodiscard]] bool has_share_groups() const noexcept { return at_least(4, 0); }
};

inline constexpr std::string_view default_kafka_version = "4.3.1";

/// "4.3.1", "4.3.1-rc0". Refuses releases before 2.4.0, the first whose artifacts are built for
/// Scala 2.13.
[[nodiscard]] Result<KafkaVersion> parse_kafka_version(std::string_view text);

}  // namespace kpp::tools::sandbox
