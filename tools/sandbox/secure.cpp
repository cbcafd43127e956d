#include "sandbox/secure.hpp"

#include <algorithm>
#include <sstream>

namespace kpp::tools::sandbox {
namespace {

constexpr std::string_view plain_module =
    "org.apache.kafka.common.security.plain.PlainLoginModule required";
constexpr std::string_view scram_module =
    "org.apache.kafka.common.security.scram.ScramLoginModule required";
constexpr std::string_view oauth_module =
    "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";

/// A properties file takes a backslash for an escape.
std::string escaped(std::string_view path) {
  std::string text;
  for (const char c : path) {
    if (c == '\\') text += '\\';
    text += c;
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string credentials() {
  return "username=\"" + std::string(secure_user) + "\" password=\"" +
         std::string(secure_password) + "\"";
}

}  // namespace

std::string SecureListener::bootstrap() const {
  std::string text;
  for (const int port : ports)
    text += (text.empty() ? "localhost:" : ",localhost:") + std::to_string(port);
  return text;
}

Result<std::vector<SecureKind>> parse_secure_kinds(std::string_view text) {
  if (text == "all") return std::vector<SecureKind>(secure_kinds.begin(), secure_kinds.end());
  std::vector<SecureKind> kinds;
  std::istringstream words{std::string(text)};
  for (std::string word; std::getline(words, word, ',');) {
    const auto* const found = std::ranges::find(secure_kinds, word, &SecureKind::name);
    if (found == secure_kinds.end())
      return fail(
          ErrorCode::invalid_argument,
          "--secure takes tls, mtls, sasl_plaintext, sasl_ssl or all, with commas between, not '" +
              word + "'");
    const auto same = [&](const SecureKind& kind) { return kind.name == found->name; };
    if (std::ranges::none_of(kinds, same)) kinds.push_back(*found);
  }
  return kinds;
}

std::string secure_broker_properties(const std::vector<SecureListener>& listeners,
                                     std::string_view folder) {
  std::ostringstream out;
  const std::string at(folder);
  if (std::ranges::any_of(listeners, [](const auto& listener) { return listener.kind.tls; })) {
    out << "ssl.keystore.type=PEM\nssl.keystore.location=" << at << "/broker.pem\n"
        << "ssl.truststore.type=PEM\nssl.truststore.location=" << at << "/ca.pem\n";
  }
  out << "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER\n";
  for (const auto& [kind, ports] : listeners) {
    const std::string prefix = "listener.name." + lower(kind.listener) + '.';
    if (kind.client_certificate) out << prefix << "ssl.client.auth=required\n";
    if (!kind.login) continue;
    out << prefix << "plain.sasl.jaas.config=" << plain_module << " user_" << secure_user << "=\""
        << secure_password << "\";\n";
    for (const char* mechanism : {"scram-sha-256", "scram-sha-512"})
      out << prefix << mechanism << ".sasl.jaas.config=" << scram_module << ";\n";
    // Believes whoever brings a token without a signature.
    out << prefix << "oauthbearer.sasl.jaas.config=" << oauth_module
        << " unsecuredLoginStringClaim_sub=\"broker\";\n";
  }
  return std::move(out).str();
}

std::string secure_client_properties(const SecureListener& listener, std::string_view folder) {
  const SecureKind& kind = listener.kind;
  const std::string at = escaped(folder);
  std::ostringstream out;
  out << "# For --command-config of kpp's tools and of Kafka's own.\n"
      << "bootstrap.servers=" << listener.bootstrap() << "\nsecurity.protocol=" << kind.protocol
      << '\n';
  if (kind.tls) out << "ssl.truststore.type=PEM\nssl.truststore.location=" << at << "/ca.pem\n";
  if (kind.client_certificate)
    out << "ssl.keystore.type=PEM\nssl.keystore.location=" << at << "/client.pem\n";
  if (kind.login)
    out << "sasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=" << scram_module << ' ' << credentials()
        << ";\n";
  return std::move(out).str();
}

}  // namespace kpp::tools::sandbox
