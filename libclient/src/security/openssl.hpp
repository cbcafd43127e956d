#pragma once
/// \file
/// OpenSSL's functions, loaded with the first use of TLS. Linking it would cost each start of each tool the loading of two
/// large libraries, security or not; and a program that links kpp::admin would have to find them.
///
///     const OpenSsl& openssl = **load_openssl();
///     SSL_CTX* context = openssl.SSL_CTX_new(openssl.TLS_client_method());
///
/// Types, constants and what is wholly in OpenSSL's headers are used as they are.

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "kpp/error.hpp"

namespace kpp::security {

// clang-format off
#define KPP_LIBCRYPTO_FUNCTIONS(X) \
  X(ASN1_STRING_get0_data) X(ASN1_STRING_length) X(ASN1_TIME_to_tm) X(BIO_ctrl) X(BIO_free_all) X(BIO_new) \
  X(BIO_new_file) X(BIO_new_mem_buf) X(BIO_read) X(BIO_s_mem) X(BIO_write) X(ERR_clear_error) X(ERR_peek_last_error) \
  X(ERR_reason_error_string) X(EVP_Digest) X(EVP_PKEY_free) X(EVP_sha256) X(EVP_sha512) X(GENERAL_NAMES_free) X(GENERAL_NAME_get0_value) X(HMAC) \
  X(OPENSSL_sk_delete) X(OPENSSL_sk_new_null) X(OPENSSL_sk_num) X(OPENSSL_sk_pop_free) X(OPENSSL_sk_push) X(OPENSSL_sk_value) \
  X(OSSL_PROVIDER_load) X(PEM_read_bio_PrivateKey) X(PEM_read_bio_X509) X(PEM_write_bio_PKCS8PrivateKey) \
  X(PEM_write_bio_X509) X(PKCS12_free) X(PKCS12_parse) X(PKCS5_PBKDF2_HMAC) X(X509_LOOKUP_file) X(X509_NAME_get_text_by_NID) \
  X(X509_STORE_CTX_get_current_cert) X(X509_STORE_CTX_get_error) X(X509_STORE_CTX_get_error_depth) \
  X(X509_STORE_CTX_get_ex_data) X(X509_STORE_add_cert) X(X509_STORE_add_lookup) X(X509_STORE_set_flags) \
  X(X509_VERIFY_PARAM_set1_ip) X(X509_VERIFY_PARAM_set1_ip_asc) X(X509_check_private_key) X(X509_free) \
  X(X509_get0_notAfter) X(X509_get0_notBefore) X(X509_get_ext_d2i) X(X509_get_subject_name) X(X509_load_crl_file) \
  X(X509_verify_cert_error_string) X(d2i_PKCS12_bio) X(d2i_X509) X(i2d_X509)

#define KPP_LIBSSL_FUNCTIONS(X) \
  X(SSL_CIPHER_get_name) X(SSL_CIPHER_standard_name) X(SSL_CTX_ctrl) X(SSL_CTX_free) X(SSL_CTX_get_cert_store) \
  X(SSL_CTX_get_ciphers) X(SSL_CTX_load_verify_dir) X(SSL_CTX_new) X(SSL_CTX_set_cipher_list) \
  X(SSL_CTX_set_ciphersuites) X(SSL_CTX_set_default_verify_paths) X(SSL_CTX_set_options) X(SSL_CTX_use_PrivateKey) \
  X(SSL_CTX_use_certificate) X(SSL_ctrl) X(SSL_do_handshake) X(SSL_free) X(SSL_get0_param) X(SSL_get_certificate) \
  X(SSL_get_error) X(SSL_get_ex_data) X(SSL_get_ex_data_X509_STORE_CTX_idx) X(SSL_new) X(SSL_read) X(SSL_set1_host) \
  X(SSL_set_bio) X(SSL_set_connect_state) X(SSL_set_ex_data) X(SSL_set_verify) X(SSL_write) X(TLS_client_method)
// clang-format on

struct OpenSsl {
// NOLINTNEXTLINE(bugprone-macro-parentheses): it is a name
#define KPP_MEMBER(name) decltype(&::name) name = nullptr;
  KPP_LIBCRYPTO_FUNCTIONS(KPP_MEMBER)
  KPP_LIBSSL_FUNCTIONS(KPP_MEMBER)
#undef KPP_MEMBER
};

/// Loads it once; the same answer ever after.
[[nodiscard]] Result<const OpenSsl*> load_openssl();

/// For those who hold something of OpenSSL's, which is proof that it was loaded.
[[nodiscard]] const OpenSsl& openssl() noexcept;

/// The newest reason that OpenSSL gives for a failure, in its own words; it is then forgotten.
[[nodiscard]] std::string openssl_reason();

/// Frees by one of OpenSSL's functions.
template <auto Function>
struct OpenSslFree {
  template <class T>
  void operator()(T* pointer) const noexcept {
    (openssl().*Function)(pointer);
  }
};
struct OpenSslFreeStack {
  void operator()(STACK_OF(X509) * stack) const noexcept {
    openssl().OPENSSL_sk_pop_free(reinterpret_cast<OPENSSL_STACK*>(stack), [](void* certificate) {
      openssl().X509_free(static_cast<X509*>(certificate));
    });
  }
};
using BioPtr = std::unique_ptr<BIO, OpenSslFree<&OpenSsl::BIO_free_all>>;
using X509Ptr = std::unique_ptr<X509, OpenSslFree<&OpenSsl::X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpenSslFree<&OpenSsl::EVP_PKEY_free>>;
using CertificatesPtr = std::unique_ptr<STACK_OF(X509), OpenSslFreeStack>;

[[nodiscard]] inline int count(const STACK_OF(X509) * stack) {
  return stack == nullptr ? 0
                          : openssl().OPENSSL_sk_num(reinterpret_cast<const OPENSSL_STACK*>(stack));
}
[[nodiscard]] inline X509* at(const STACK_OF(X509) * stack, int index) {
  return static_cast<X509*>(
      openssl().OPENSSL_sk_value(reinterpret_cast<const OPENSSL_STACK*>(stack), index));
}

}  // namespace kpp::security
