#pragma once
// --add-config, --add-config-file and --delete-config.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/options/parse.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::configs {

struct Changes {
  std::vector<std::pair<std::string, std::string>> add;  // by name, each once
  std::vector<std::string> remove;
};

/// "k1=v1,k2=[a,b]": brackets protect commas, and are no part of a value. A later value of the same name wins.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> parse_added(
    std::string_view text);

/// The three options together. Does not touch anything but the file.
[[nodiscard]] Result<Changes> parse_changes(const Options& options);

/// "[iterations=8192,]password=secret", the value of a SCRAM mechanism. The error does not tell the value.
[[nodiscard]] Result<ScramAlteration> parse_password(const std::string& user,
                                                     ScramMechanism mechanism,
                                                     std::string_view text);

/// A quota's value, as Java reads a double.
[[nodiscard]] Result<double> parse_quota(std::string_view name, std::string_view text);

}  // namespace kpp::tools::configs
