#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "command.hpp"
#include "kpp/config.hpp"

namespace kpp::tools {

/// Which options make up a client's configuration; a name that is empty is not offered by the tool.
struct ConfigSources {
  std::string_view file = "command-config";          // a properties file
  std::string_view properties = "command-property";  // key=value, repeatable; wins over the file
};

/// The configuration from file, properties and --bootstrap-server or --bootstrap-controller, which win over both. Keys that
/// are skipped are named on stderr. The error is a sentence that names the file or the property.
[[nodiscard]] Result<Config> client_config(const Options& options, const Context& context,
                                           const ConfigSources& sources = {});

/// "key=value" pairs of a repeatable option, as Kafka's tools split them: at the first '='; a pair
/// without one is an error in the words of Kafka's tools.
[[nodiscard]] tl::expected<Properties, UsageError> key_values(
    const std::vector<std::string>& pairs);

/// The same for formatter and reader properties, where Kafka's tools take a missing '=' for an empty value:
/// "key.separator" puts nothing between the columns.
[[nodiscard]] Properties key_values_or_empty(const std::vector<std::string>& pairs);

/// Why no broker was reached, naming the addresses where the error itself names none.
[[nodiscard]] Error connect_failure(const Config& config, const Error& error);

}  // namespace kpp::tools
