#include "admin/admin_security.hpp"

#include <memory>
#include <utility>

#include "security/login_settings.hpp"
#include "security/tls_settings.hpp"
#include "wire/cyrus_sasl.hpp"
#include "wire/oauthbearer_sasl.hpp"
#include "wire/scram_sasl.hpp"
#include "wire/tls_context.hpp"
#include "wire/tls_transport.hpp"

namespace kpp::admin {
namespace {

wire::SaslConfig sasl_config(security::LoginSettings settings) {
  std::string mechanism = settings.mechanism;
  if (settings.oauth) {
    // Shared by all connections, so that one token serves them.
    const auto tokens = std::make_shared<security::OAuthTokens>(*std::move(settings.oauth));
    return {std::move(mechanism), [tokens](const std::string& /*host*/) {
              return wire::make_oauthbearer_client(*tokens);
            }};
  }
  if (mechanism.starts_with("SCRAM-"))
    return {std::move(mechanism), [who = std::move(settings)](const std::string& /*host*/) {
              return wire::random_nonce().and_then([&](std::string nonce) {
                return wire::make_scram_client(who, std::move(nonce));
              });
            }};
  const auto tickets = std::make_shared<wire::KerberosTickets>(settings.kerberos);
  return {std::move(mechanism), [tickets, who = std::move(settings)](const std::string& host) {
            return wire::make_cyrus_client(who, *tickets, host);
          }};
}

}  // namespace

Result<void> secure(const Config& config, const wire::SocketOptions& socket,
                    wire::ConnectionConfig& connection) {
  connection.transport = wire::plain_transport(socket);
  connection.tls = security::wants_tls(config);
  if (security::wants_login(config)) {
    Result<security::LoginSettings> login = security::read_login_settings(config);
    if (!login) return fail(login.error());
    connection.sasl = sasl_config(*std::move(login));
  }
  if (!connection.tls) return {};
  const Result<security::TlsSettings> settings = security::read_tls_settings(config);
  if (!settings) return fail(settings.error());
  auto context = wire::make_tls_context(*settings);
  if (!context) return fail(context.error());
  connection.transport = wire::tls_transport(std::move(connection.transport), *std::move(context));
  return {};
}

}  // namespace kpp::admin
