#include "security/broker_sentences.hpp"

namespace kpp::security {

std::string speaks_no_tls(const std::string& broker) {
  return broker + " does not speak TLS; set security.protocol to PLAINTEXT or SASL_PLAINTEXT";
}

std::string ended_in_handshake(const std::string& broker) {
  return broker +
         " closed the connection during the TLS handshake: it seems not to speak TLS (set "
         "security.protocol to PLAINTEXT or SASL_PLAINTEXT), or not to want this client";
}

std::optional<std::string> meaning_of_alert(int alert, const std::string& broker,
                                            bool showed_certificate) {
  const std::string refused = broker + " does not accept the client's certificate";
  switch (alert) {  // RFC 8446, 6.2
    case 42:        // bad_certificate
    case 43:        // unsupported_certificate
    case 46:        // certificate_unknown
    case 48:        // unknown_ca
    case 49:        // access_denied
    case 116:       // certificate_required
      if (showed_certificate) return refused;
      return broker + " demands a certificate of the client; set ssl.keystore.location";
    case 44:
      return refused + ": it has been revoked";
    case 45:
      return refused + ": it has expired";
    case 70:
      return broker + " has no version of TLS in common with this client";
    case 40:
      return broker +
             " broke off the TLS handshake: it demands a certificate of the client, or there is no "
             "cipher in common";
    default:
      return std::nullopt;
  }
}

std::string closed_without_answer(const std::string& broker, bool with_tls) {
  return broker + " closed the connection without an answer: " +
         (with_tls ? "it is no Kafka broker, or does not want this client"
                   : "it seems to expect TLS (set security.protocol to SSL or SASL_SSL), or it is "
                     "no Kafka broker");
}

std::string may_demand_login() {
  return "; if it requires authentication, set security.protocol and sasl.mechanism";
}

std::string lacks_mechanism(const std::string& broker, const std::string& mechanism,
                            const std::string& offered) {
  return broker + " does not offer sasl.mechanism=" + mechanism +
         (offered.empty() ? std::string() : "; it offers " + offered);
}

std::string takes_no_login(const std::string& broker) {
  return broker + " takes no login on this port; set security.protocol to PLAINTEXT or SSL";
}

}  // namespace kpp::security
