#include "security/tls_stores.hpp"

#include <openssl/pkcs12err.h>
#include <openssl/provider.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace kpp::security {
namespace {

using Kind = TlsStore::Kind;
using Pkcs12Ptr = std::unique_ptr<PKCS12, OpenSslFree<&OpenSsl::PKCS12_free>>;

/// Without one OpenSSL would ask on the terminal.
int give_password(char* buffer, int size, int /*writing*/, void* opaque) {
  const auto* password = static_cast<const std::optional<std::string>*>(opaque);
  if (password == nullptr || !*password || std::cmp_greater((*password)->size(), size)) return -1;
  return static_cast<int>((*password)->copy(buffer, static_cast<std::size_t>(size)));
}

void* opaque(const std::optional<std::string>& password) {
  return const_cast<std::optional<std::string>*>(&password);
}

Result<BioPtr> open(const TlsStore& store) {
  if (store.kind == Kind::pem_folder) return bad_store(store, "is a folder");
  if (store.kind == Kind::pem_text)
    return BioPtr(
        openssl().BIO_new_mem_buf(store.content.data(), static_cast<int>(store.content.size())));
  BioPtr file(openssl().BIO_new_file(store.content.c_str(), "rb"));
  if (!file) {
    const int error = errno;
    openssl().ERR_clear_error();
    return bad_store(store, std::string("cannot be opened: ") + std::strerror(error));
  }
  return file;
}

/// What OpenSSL says of a PKCS12 store that it cannot open.
std::string pkcs12_problem(const TlsStore& store) {
  const unsigned long code = openssl().ERR_peek_last_error();
  const int why = ERR_GET_REASON(code);
  std::string words = openssl_reason();
  if (why == PKCS12_R_MAC_VERIFY_FAILURE)
    return store.password ? "the password is wrong" : "a password is needed";
  if (why == ERR_R_UNSUPPORTED || words == "unsupported")
    return "is encrypted in a way that OpenSSL has no more; set ssl.providers=default,legacy, or "
           "write it anew with a Java since 8u301";
  return words;
}

struct Pkcs12Content {
  KeyPtr key;
  X509Ptr certificate;
  CertificatesPtr others;
};

Result<Pkcs12Content> read_pkcs12(const TlsStore& store) {
  const Result<BioPtr> file = open(store);
  if (!file) return fail(file.error());
  const Pkcs12Ptr parsed(openssl().d2i_PKCS12_bio(file->get(), nullptr));
  if (!parsed) {
    openssl().ERR_clear_error();
    return bad_store(store, "is neither a PKCS12 store nor PEM");
  }
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  STACK_OF(X509)* others = nullptr;
  const char* password = store.password ? store.password->c_str() : "";
  if (openssl().PKCS12_parse(parsed.get(), password, &key, &certificate, &others) != 1)
    return bad_store(store, pkcs12_problem(store));
  return Pkcs12Content{KeyPtr(key), X509Ptr(certificate), CertificatesPtr(others)};
}

/// All certificates of a PEM file or text, in order.
Result<CertificatesPtr> read_certificates(const TlsStore& store) {
  const Result<BioPtr> file = open(store);
  if (!file) return fail(file.error());
  CertificatesPtr all(reinterpret_cast<STACK_OF(X509)*>(openssl().OPENSSL_sk_new_null()));
  while (X509* next = openssl().PEM_read_bio_X509(file->get(), nullptr, give_password, nullptr))
    openssl().OPENSSL_sk_push(reinterpret_cast<OPENSSL_STACK*>(all.get()), next);
  const bool at_end = ERR_GET_REASON(openssl().ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  if (!at_end) return bad_store(store, openssl_reason());
  openssl().ERR_clear_error();
  if (count(all.get()) == 0) return bad_store(store, "holds no certificate in PEM form");
  return all;
}

Result<KeyPtr> read_key(const TlsStore& store) {
  const Result<BioPtr> file = open(store);
  if (!file) return fail(file.error());
  KeyPtr key(openssl().PEM_read_bio_PrivateKey(file->get(), nullptr, give_password,
                                               opaque(store.password)));
  if (key) return key;
  const int why = ERR_GET_REASON(openssl().ERR_peek_last_error());
  std::string words = openssl_reason();
  if (why == PEM_R_BAD_PASSWORD_READ)
    return bad_store(store, "the private key is encrypted; set ssl.key.password");
  if (why == PEM_R_NO_START_LINE) return bad_store(store, "holds no private key in PEM form");
  return bad_store(
      store, store.password ? "the private key cannot be read; is ssl.key.password right?" : words);
}

Result<TlsIdentity> pem_identity(const TlsStore& store, const std::optional<TlsStore>& key) {
  Result<CertificatesPtr> certificates = read_certificates(store);
  if (!certificates) return fail(certificates.error());
  Result<KeyPtr> own = read_key(key ? *key : store);
  if (!own) return fail(own.error());
  auto* stack = reinterpret_cast<OPENSSL_STACK*>(certificates->get());
  X509Ptr first(static_cast<X509*>(openssl().OPENSSL_sk_delete(stack, 0)));
  return TlsIdentity{std::move(first), *std::move(certificates), *std::move(own)};
}

Result<TlsIdentity> pkcs12_identity(const TlsStore& store) {
  Result<Pkcs12Content> content = read_pkcs12(store);
  if (!content) return fail(content.error());
  if (!content->key || !content->certificate)
    return bad_store(store, "holds no private key with its certificate");
  return TlsIdentity{std::move(content->certificate), std::move(content->others),
                     std::move(content->key)};
}

}  // namespace

tl::unexpected<Error> bad_store(const TlsStore& store, const std::string& what) {
  std::string sentence = "Invalid value for configuration " + store.property + ": ";
  if (store.kind != Kind::pem_text) sentence += store.content + ": ";
  return fail(ErrorCode::invalid_config_value, sentence + what);
}

Result<CertificatesPtr> read_trusted(const TlsStore& store) {
  if (store.kind != Kind::pkcs12_file) return read_certificates(store);
  Result<Pkcs12Content> content = read_pkcs12(store);
  if (!content) return fail(content.error());
  if (count(content->others.get()) == 0) return bad_store(store, "holds no trusted certificate");
  return std::move(content->others);
}

Result<TlsIdentity> read_identity(const TlsSettings& settings) {
  const TlsStore& store = *settings.certificate;
  Result<TlsIdentity> identity =
      store.kind == Kind::pkcs12_file ? pkcs12_identity(store) : pem_identity(store, settings.key);
  if (!identity) return identity;
  if (openssl().X509_check_private_key(identity->certificate.get(), identity->key.get()) == 1)
    return identity;
  openssl().ERR_clear_error();
  return bad_store(store, "certificate and private key do not belong together");
}

Result<void> load_providers(const TlsSettings& settings) {
  for (const std::string& name : settings.providers) {
    if (openssl().OSSL_PROVIDER_load(nullptr, name.c_str()) != nullptr) continue;
    return fail(ErrorCode::invalid_config_value,
                "Invalid value " + name + " for configuration ssl.providers: " + openssl_reason());
  }
  return {};
}

}  // namespace kpp::security
