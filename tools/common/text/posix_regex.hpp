#pragma once

#include <string>
#include <tl/expected.hpp>

#include "text/java_regex.hpp"

namespace kpp::tools {

/// The same regular expression as a POSIX extended one, which is what subscriptions by pattern take.
/// The two agree on whether a whole topic name matches, and on nothing else: every set of characters
/// is written out as those that topic names may have. Look-ahead and word boundaries have no POSIX
/// form and are `unsupported`.
///
///     posix_topic_regex(*translate_java_regex("sensor-\\d+"))   // "sensor-[0123456789]+"
[[nodiscard]] tl::expected<std::string, RegexProblem> posix_topic_regex(
    const TranslatedRegex& regex);

}  // namespace kpp::tools
