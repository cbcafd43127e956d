#include "wire/tls_context.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "security/tls_ciphers.hpp"
#include "security/tls_stores.hpp"
#include "wire/tls_native.hpp"

namespace kpp::wire {
namespace {

using security::bad_store;
using security::openssl;
using security::openssl_reason;
using security::TlsSettings;
using security::TlsStore;

Result<void> set_trusted(SSL_CTX* context, const TlsSettings& settings) {
  if (!settings.trusted) {
    if (openssl().SSL_CTX_set_default_verify_paths(context) == 1) return {};
    return fail(ErrorCode::invalid_config_value,
                "The system's certificate authorities cannot be read: " + openssl_reason());
  }
  const TlsStore& store = *settings.trusted;
  if (store.kind == TlsStore::Kind::pem_folder) {
    if (openssl().SSL_CTX_load_verify_dir(context, store.content.c_str()) == 1) return {};
    return bad_store(store, openssl_reason());
  }
  const auto certificates = security::read_trusted(store);
  if (!certificates) return fail(certificates.error());
  X509_STORE* trusted = openssl().SSL_CTX_get_cert_store(context);
  for (int i = 0; i < security::count(certificates->get()); ++i)
    openssl().X509_STORE_add_cert(trusted, security::at(certificates->get(), i));
  openssl().ERR_clear_error();
  return {};
}

Result<void> set_identity(SSL_CTX* context, const TlsSettings& settings) {
  if (!settings.certificate) return {};
  const auto identity = security::read_identity(settings);
  if (!identity) return fail(identity.error());
  bool used = openssl().SSL_CTX_use_certificate(context, identity->certificate.get()) == 1;
  for (int i = 0; used && i < security::count(identity->chain.get()); ++i)
    used = openssl().SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1,
                                  security::at(identity->chain.get(), i)) == 1;
  used = used && openssl().SSL_CTX_use_PrivateKey(context, identity->key.get()) == 1;
  if (used) return {};
  return bad_store(*settings.certificate, openssl_reason());
}

Result<void> set_revoked(SSL_CTX* context, const TlsSettings& settings) {
  if (!settings.revoked) return {};
  X509_STORE* store = openssl().SSL_CTX_get_cert_store(context);
  X509_LOOKUP* lookup = openssl().X509_STORE_add_lookup(store, openssl().X509_LOOKUP_file());
  if (lookup == nullptr ||
      openssl().X509_load_crl_file(lookup, settings.revoked->c_str(), X509_FILETYPE_PEM) <= 0)
    return fail(ErrorCode::invalid_config_value,
                "Invalid value for configuration ssl.crl.location: " + *settings.revoked + ": " +
                    openssl_reason());
  openssl().X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
  return {};
}

tl::unexpected<Error> bad_value(const char* property, const std::string& value,
                                const std::string& why) {
  return fail(ErrorCode::invalid_config_value,
              "Invalid value " + value + " for configuration " + property + ": " + why);
}

struct Protocol {
  std::string_view name;
  int version;
  std::uint64_t without;
};
constexpr std::array<Protocol, 4> protocols{{
    {"TLSv1", TLS1_VERSION, SSL_OP_NO_TLSv1},
    {"TLSv1.1", TLS1_1_VERSION, SSL_OP_NO_TLSv1_1},
    {"TLSv1.2", TLS1_2_VERSION, SSL_OP_NO_TLSv1_2},
    {"TLSv1.3", TLS1_3_VERSION, SSL_OP_NO_TLSv1_3},
}};

void set_oldest(SSL_CTX* context, int version) {
  openssl().SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, version, nullptr);
}

Result<void> set_protocols(SSL_CTX* context, const TlsSettings& settings) {
  if (settings.protocols.empty()) {
    set_oldest(context, TLS1_2_VERSION);
    return {};
  }
  set_oldest(context, TLS1_VERSION);
  std::uint64_t without = 0;
  for (const Protocol& protocol : protocols) without |= protocol.without;
  for (const std::string& name : settings.protocols) {
    const auto* const found = std::ranges::find(protocols, name, &Protocol::name);
    if (found == protocols.end())
      return bad_value("ssl.enabled.protocols", name, "must be TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3");
    without &= ~found->without;
  }
  openssl().SSL_CTX_set_options(context, without);
  return {};
}

Result<void> set_ciphers(SSL_CTX* context, const TlsSettings& settings) {
  const auto ciphers = security::read_ciphers(settings);
  if (!ciphers) return fail(ciphers.error());
  if (!ciphers->older.empty()) openssl().SSL_CTX_set_cipher_list(context, ciphers->older.c_str());
  if (!ciphers->tls13.empty()) openssl().SSL_CTX_set_ciphersuites(context, ciphers->tls13.c_str());
  if (!ciphers->all_that_is_allowed) return {};
  if (ciphers->tls13.empty()) openssl().SSL_CTX_set_options(context, SSL_OP_NO_TLSv1_3);
  if (ciphers->older.empty()) set_oldest(context, TLS1_3_VERSION);
  return {};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ":") + word;
  return text;
}

Result<void> set_lists(SSL_CTX* context, const TlsSettings& settings) {
  struct List {
    const char* property;
    int control;
    const std::vector<std::string>& words;
  };
  for (const List& list :
       {List{"ssl.curves.list", SSL_CTRL_SET_GROUPS_LIST, settings.curves},
        List{"ssl.sigalgs.list", SSL_CTRL_SET_SIGALGS_LIST, settings.signature_algorithms}}) {
    if (list.words.empty()) continue;
    std::string text = joined(list.words);
    if (openssl().SSL_CTX_ctrl(context, list.control, 0, text.data()) != 1)
      return bad_value(list.property, text, openssl_reason());
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<TlsContext>> make_tls_context(const TlsSettings& settings) {
  if (const auto loaded = security::load_openssl(); !loaded) return fail(loaded.error());
  if (const auto loaded = security::load_providers(settings); !loaded) return fail(loaded.error());
  openssl().ERR_clear_error();
  SslContextPtr context(openssl().SSL_CTX_new(openssl().TLS_client_method()));
  if (!context) return fail(ErrorCode::invalid_config_value, "TLS: " + openssl_reason());
  for (const auto step :
       {set_trusted, set_identity, set_revoked, set_protocols, set_ciphers, set_lists})
    if (const Result<void> done = step(context.get(), settings); !done) return fail(done.error());
  return std::make_shared<TlsContext>(
      TlsContext{std::move(context), settings.verify_certificate, settings.verify_host});
}

}  // namespace kpp::wire
