#include "client/client_opaque.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "client/rd_error.hpp"
#include "security/certificate_problem.hpp"

namespace kpp::client {
namespace {

// Called for each certificate of the chain, after OpenSSL's own verdict, which stands.
int verify(rd_kafka_t*, const char* broker, std::int32_t /*id*/, int* error, int depth,
           const char* bytes, std::size_t size, char*, std::size_t, void* opaque) noexcept {
  if (*error == 0) return 1;
  const security::RejectedCertificate rejected{
      *error, {reinterpret_cast<const std::byte*>(bytes), size}, depth == 0};
  static_cast<ClientOpaque*>(opaque)->hints.note_certificate(
      broker, security::certificate_problem(rejected, broker));
  return 0;
}

void log(const rd_kafka_t* rk, int /*level*/, const char* facility, const char* text) noexcept {
  static_cast<ClientOpaque*>(rd_kafka_opaque(rk))->hints.note_log(facility, text);
}

std::int64_t since_epoch_ms(security::OAuthToken::Time time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

void refresh(rd_kafka_t* rk, const char* /*config*/, void* opaque) noexcept {
  const auto token = static_cast<ClientOpaque*>(opaque)->tokens->current();
  if (!token) {
    rd_kafka_oauthbearer_set_token_failure(rk, token.error().message().c_str());
    return;
  }
  std::vector<const char*> extensions;
  for (const auto& [name, value] : token->extensions) {
    extensions.push_back(name.c_str());
    extensions.push_back(value.c_str());
  }
  std::array<char, 512> why{};
  if (rd_kafka_oauthbearer_set_token(rk, token->value.c_str(), since_epoch_ms(token->expires),
                                     token->principal.c_str(), extensions.data(), extensions.size(),
                                     why.data(), why.size()) != RD_KAFKA_RESP_ERR_NO_ERROR)
    rd_kafka_oauthbearer_set_token_failure(rk, why.data());
}

}  // namespace

void ClientOpaque::install(rd_kafka_conf_t* conf, bool with_log) {
  rd_kafka_conf_set_opaque(conf, this);
  if (hints.way().tls) rd_kafka_conf_set_ssl_cert_verify_cb(conf, &verify);
  if (with_log) rd_kafka_conf_set_log_cb(conf, &log);
}

void ClientOpaque::get_tokens(rd_kafka_conf_t* conf, security::OAuthSettings settings) {
  tokens = std::make_unique<security::OAuthTokens>(std::move(settings));
  rd_kafka_conf_set_oauthbearer_token_refresh_cb(conf, &refresh);
  rd_kafka_conf_enable_sasl_queue(conf, 1);
}

Result<void> ClientOpaque::serve_tokens(rd_kafka_t* rk) const {
  if (!tokens) return {};
  RdErrorPtr error(rd_kafka_sasl_background_callbacks_enable(rk));
  if (!error) return {};
  return fail(make_error(std::move(error)));
}

}  // namespace kpp::client
