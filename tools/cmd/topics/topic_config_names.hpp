#pragma once

#include <string_view>

namespace kpp::tools::topics {

/// Whether any Kafka from 2.5 to 4.3 knows a topic setting of this name.
[[nodiscard]] bool is_topic_config(std::string_view name) noexcept;

}  // namespace kpp::tools::topics
