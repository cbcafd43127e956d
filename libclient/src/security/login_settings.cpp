#include "security/login_settings.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/jaas.hpp"
#include "core/text.hpp"

namespace kpp::security {
namespace {

constexpr std::array<std::string_view, 5> mechanisms{"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512",
                                                     "GSSAPI", "OAUTHBEARER"};

tl::unexpected<Error> refuse(std::string text) {
  return fail(ErrorCode::invalid_config_value, std::move(text));
}

/// The login modules of Kafka and of the JVM that have a meaning here.
Result<core::JaasEntry> read_jaas(const Config& config) {
  const auto text = config.get("sasl.jaas.config");
  if (!text) return core::JaasEntry{};
  Result<core::JaasEntry> entry = core::parse_jaas(*text);
  if (!entry) return entry;
  constexpr std::array<std::string_view, 4> modules{"PlainLoginModule", "ScramLoginModule",
                                                    "OAuthBearerLoginModule", "Krb5LoginModule"};
  if (std::ranges::find(modules, entry->login_module) == modules.end())
    return refuse("sasl.jaas.config: login module " + entry->login_module + " is not supported");
  return entry;
}

/// librdkafka's own property wins over the JAAS option.
class Values {
 public:
  Values(const Config& config, const core::JaasEntry& jaas) : config_(config), jaas_(jaas) {}

  void take(std::string_view key, std::string_view option, std::string& target) const {
    if (const auto value = config_.get(key)) {
      target = *value;
    } else if (const auto given = jaas_.options.find(option); given != jaas_.options.end()) {
      target = given->second;
    }
  }
  [[nodiscard]] bool is_true(std::string_view option) const {
    return core::lower(core::jaas_option(jaas_, option)) == "true";
  }

 private:
  const Config& config_;
  const core::JaasEntry& jaas_;
};

KerberosSettings kerberos(const Values& values) {
  KerberosSettings found;
  values.take("sasl.kerberos.service.name", "serviceName", found.service_name);
  // Java's module looks at neither file unless it is told to.
  values.take("sasl.kerberos.principal", "principal", found.principal);
  values.take("sasl.kerberos.keytab", values.is_true("useKeyTab") ? "keyTab" : "", found.keytab);
  values.take("", values.is_true("useTicketCache") ? "ticketCache" : "", found.ticket_cache);
  return found;
}

}  // namespace

bool wants_login(const Config& config) {
  return core::lower(config.get_or("security.protocol", "PLAINTEXT")).starts_with("sasl_");
}

Result<LoginSettings> read_login_settings(const Config& config) {
  LoginSettings settings;
  settings.mechanism = config.get_or("sasl.mechanism", "GSSAPI");
  if (std::ranges::find(mechanisms, settings.mechanism) == mechanisms.end())
    return refuse("Invalid value " + settings.mechanism +
                  " for configuration sasl.mechanism: must be one of PLAIN, SCRAM-SHA-256, "
                  "SCRAM-SHA-512, GSSAPI, OAUTHBEARER");
  const Result<core::JaasEntry> jaas = read_jaas(config);
  if (!jaas) return fail(jaas.error());
  const Values values(config, *jaas);
  if (settings.mechanism == "GSSAPI") {
    settings.kerberos = kerberos(values);
    return settings;
  }
  if (settings.mechanism == "OAUTHBEARER") {
    Result<OAuthSettings> oauth = read_oauth_settings(config, *jaas);
    if (!oauth) return fail(oauth.error());
    settings.oauth = *std::move(oauth);
    return settings;
  }
  values.take("sasl.username", "username", settings.user);
  values.take("sasl.password", "password", settings.password);
  settings.is_token = settings.mechanism.starts_with("SCRAM-") && values.is_true("tokenauth");
  if (settings.user.empty())
    return refuse("sasl.mechanism=" + settings.mechanism +
                  " needs a user: set sasl.jaas.config, or sasl.username and sasl.password");
  return settings;
}

}  // namespace kpp::security
