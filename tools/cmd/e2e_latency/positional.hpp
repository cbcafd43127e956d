#pragma once

#include <vector>

namespace kpp::tools::e2e_latency {

/// Before Kafka 4.2 this tool had no options but five words, or six: brokers, topic, number of records, acks, size, file of
/// properties. They are given the names that they have had since. Other command lines, of which `words[0]` is the
/// program, stay as they are. Answers whether there was something to do.
[[nodiscard]] bool name_positional(std::vector<const char*>& words);

}  // namespace kpp::tools::e2e_latency
