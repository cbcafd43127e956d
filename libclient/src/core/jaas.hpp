#pragma once
// The one entry of a `sasl.jaas.config` property:
//   org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="p";

#include <map>
#include <string>
#include <string_view>

#include "kpp/error.hpp"
#include "kpp/export.hpp"

namespace kpp::core {

struct JaasEntry {
  std::string login_module;  // class name without its package, e.g. "ScramLoginModule"
  std::map<std::string, std::string, std::less<>> options;
};

/// Errors never quote the text, which holds a password.
[[nodiscard]] KPP_API Result<JaasEntry> parse_jaas(std::string_view text);

/// Empty if the option is not there.
[[nodiscard]] KPP_API std::string jaas_option(const JaasEntry& entry, std::string_view name);

}  // namespace kpp::core
