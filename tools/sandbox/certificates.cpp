#include "sandbox/certificates.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

namespace kpp::tools::sandbox {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const noexcept {
    Free(pointer);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr long lifetime_days = 3650;
constexpr const char* store_password = "kafka-sandbox";

struct Identity {
  Key key;
  Certificate certificate;
};

bool extend(X509* certificate, const X509* issuer, int what, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, const_cast<X509*>(issuer), certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, what, value));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_serial(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
  bytes[0] &= 0x7F;  // positive
  const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
      BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

/// A new key, and its certificate signed by `authority`, or by itself if that is null. `names` as OpenSSL's configuration
/// writes them; empty for an authority.
Result<Identity> make_identity(const char* common_name, const char* names,
                               const Identity* authority) {
  const tl::unexpected<Error> failure =
      fail(ErrorCode::io_error, "OpenSSL could not make a certificate");
  Identity made{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
  if (!made.key || !made.certificate) return failure;
  X509* certificate = made.certificate.get();
  const X509* issuer = authority != nullptr ? authority->certificate.get() : certificate;
  X509_NAME* subject = X509_get_subject_name(certificate);
  const auto* name = reinterpret_cast<const unsigned char*>(common_name);
  constexpr long day = 24L * 3600;
  const bool done =
      X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate) &&
      X509_gmtime_adj(X509_getm_notBefore(certificate), -day) != nullptr &&
      X509_gmtime_adj(X509_getm_notAfter(certificate), lifetime_days * day) != nullptr &&
      X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, -1, -1, 0) == 1 &&
      X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1 &&
      X509_set_pubkey(certificate, made.key.get()) == 1 &&
      extend(certificate, issuer, NID_basic_constraints,
             authority == nullptr ? "critical,CA:TRUE" : "critical,CA:FALSE") &&
      (*names == '\0' || extend(certificate, issuer, NID_subject_alt_name, names)) &&
      X509_sign(certificate, authority != nullptr ? authority->key.get() : made.key.get(),
                EVP_sha256()) != 0;
  if (!done) return failure;
  return made;
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string pem(const X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), const_cast<X509*>(certificate));
  return text_of(bio.get());
}

/// Key and chain in one file, as Kafka's PEM stores are.
std::string pem_store(const Identity& identity, const Identity& authority) {
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PKCS8PrivateKey(bio.get(), identity.key.get(), nullptr, nullptr, 0, nullptr,
                                nullptr);
  return text_of(bio.get()) + pem(identity.certificate.get()) + pem(authority.certificate.get());
}

std::string pkcs12_store(const Identity& identity) {
  const std::unique_ptr<PKCS12, Freed<PKCS12_free>> store(
      PKCS12_create(store_password, "client", identity.key.get(), identity.certificate.get(),
                    nullptr, 0, 0, 0, 0, 0));
  const Bio bio(BIO_new(BIO_s_mem()));
  if (store) i2d_PKCS12_bio(bio.get(), store.get());
  return text_of(bio.get());
}

/// Readable by its owner only, from the beginning: the folder is closed before anything is in it.
Result<void> close_to_others(const fs::path& folder) {
  std::error_code error;
  fs::permissions(folder, fs::perms::owner_all, error);
  if (!error) return {};
  return fail(ErrorCode::io_error, folder.string() + ": " + error.message());
}

}  // namespace

Result<void> make_certificates(const fs::path& folder) {
  // Written last.
  if (fs::exists(folder / "ca.pem")) return {};
  const auto authority = make_identity("kafka-sandbox authority", "", nullptr);
  if (!authority) return fail(authority.error());
  const auto broker = make_identity("localhost", "DNS:localhost,IP:127.0.0.1,IP:::1", &*authority);
  if (!broker) return fail(broker.error());
  const auto client = make_identity("client", "DNS:client", &*authority);
  if (!client) return fail(client.error());
  return make_folders(folder)
      .and_then([&] { return close_to_others(folder); })
      .and_then([&] { return write_file(folder / "broker.pem", pem_store(*broker, *authority)); })
      .and_then([&] { return write_file(folder / "client.pem", pem_store(*client, *authority)); })
      .and_then([&] { return write_file(folder / "client.p12", pkcs12_store(*client)); })
      .and_then([&] { return write_file(folder / "ca.pem", pem(authority->certificate.get())); });
}

}  // namespace kpp::tools::sandbox
