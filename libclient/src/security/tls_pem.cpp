#include "security/tls_pem.hpp"

#include "security/tls_stores.hpp"

namespace kpp::security {
namespace {

BioPtr memory() {
  return BioPtr(openssl().BIO_new(openssl().BIO_s_mem()));
}

std::string text_of(const BioPtr& bio) {
  char* data = nullptr;
  const long size = openssl().BIO_ctrl(bio.get(), BIO_CTRL_INFO, 0, &data);
  return {data, static_cast<std::size_t>(size)};
}

void write(const BioPtr& bio, const STACK_OF(X509) * certificates) {
  for (int i = 0; i < count(certificates); ++i)
    openssl().PEM_write_bio_X509(bio.get(), at(certificates, i));
}

}  // namespace

Result<TlsPem> read_tls_as_pem(const TlsSettings& settings) {
  if (const auto loaded = load_openssl(); !loaded) return fail(loaded.error());
  if (const auto loaded = load_providers(settings); !loaded) return fail(loaded.error());
  TlsPem pem;
  if (settings.trusted && settings.trusted->kind != TlsStore::Kind::pem_folder) {
    const auto trusted = read_trusted(*settings.trusted);
    if (!trusted) return fail(trusted.error());
    const BioPtr bio = memory();
    write(bio, trusted->get());
    pem.trusted = text_of(bio);
  }
  if (settings.certificate) {
    const auto identity = read_identity(settings);
    if (!identity) return fail(identity.error());
    const BioPtr chain = memory();
    openssl().PEM_write_bio_X509(chain.get(), identity->certificate.get());
    write(chain, identity->chain.get());
    pem.certificates = text_of(chain);
    const BioPtr key = memory();
    openssl().PEM_write_bio_PKCS8PrivateKey(key.get(), identity->key.get(), nullptr, nullptr, 0,
                                            nullptr, nullptr);
    pem.key = text_of(key);
  }
  return pem;
}

}  // namespace kpp::security
