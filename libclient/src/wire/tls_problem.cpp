#include "wire/tls_problem.hpp"

#include <string>
#include <utility>

#include "security/broker_sentences.hpp"

namespace kpp::wire {
namespace {

using security::openssl;

IoStatus rejected(std::string sentence) {
  return {IoStatus::Kind::rejected, std::move(sentence)};
}

}  // namespace

IoStatus told_by_openssl(const SSL* ssl, const Address& broker) {
  const std::string name = broker.to_string();
  const int reason = ERR_GET_REASON(openssl().ERR_peek_last_error());
  const std::string words = security::openssl_reason();
  switch (reason) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_RECORD_TOO_SMALL:
      return rejected(security::speaks_no_tls(name));
    case SSL_R_UNSUPPORTED_PROTOCOL:
      return rejected(*security::meaning_of_alert(SSL_AD_PROTOCOL_VERSION, name, false));
    default:
      break;
  }
  const bool showed = openssl().SSL_get_certificate(ssl) != nullptr;
  return rejected(security::meaning_of_alert(reason - SSL_AD_REASON_OFFSET, name, showed)
                      .value_or("TLS with " + name + " failed: " + words));
}

IoStatus not_believed(const Verdict& verdict, const Address& broker) {
  return rejected(security::certificate_problem(
      {verdict.why, verdict.certificate, verdict.depth == 0}, broker.to_string()));
}

IoStatus ended_in_handshake(const Address& broker) {
  return rejected(security::ended_in_handshake(broker.to_string()));
}

}  // namespace kpp::wire
