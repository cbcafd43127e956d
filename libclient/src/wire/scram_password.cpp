#include "wire/scram_password.hpp"

#include <dlfcn.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>
#include <sys/random.h>

#include <string>

namespace kpp::wire {
namespace {

constexpr std::size_t salt_size = 32;

#define KPP_TEXT_OF(word) #word
#define KPP_TEXT(word) KPP_TEXT_OF(word)
constexpr const char* library_name = "libcrypto.so." KPP_TEXT(OPENSSL_SHLIB_VERSION);
#undef KPP_TEXT
#undef KPP_TEXT_OF

/// Loaded with the first password: linked, it would cost every start of every tool more than all else that it does.
struct Crypto {
  decltype(&::PKCS5_PBKDF2_HMAC) pbkdf2 = nullptr;
  decltype(&::EVP_sha256) sha_256 = nullptr;
  decltype(&::EVP_sha512) sha_512 = nullptr;
};

Result<Crypto> load() {
  void* library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  Crypto crypto;
  if (library != nullptr) {
    crypto.pbkdf2 = reinterpret_cast<decltype(crypto.pbkdf2)>(dlsym(library, "PKCS5_PBKDF2_HMAC"));
    crypto.sha_256 = reinterpret_cast<decltype(crypto.sha_256)>(dlsym(library, "EVP_sha256"));
    crypto.sha_512 = reinterpret_cast<decltype(crypto.sha_512)>(dlsym(library, "EVP_sha512"));
  }
  if (crypto.pbkdf2 == nullptr || crypto.sha_256 == nullptr || crypto.sha_512 == nullptr)
    return fail(ErrorCode::io_error, std::string(library_name) +
                                         ", which hashes passwords, cannot be loaded; Debian has "
                                         "it in the package libssl3");
  return crypto;
}

}  // namespace

Result<Bytes> random_salt() {
  Bytes salt(salt_size);
  if (getrandom(salt.data(), salt.size(), 0) != static_cast<ssize_t>(salt.size()))
    return fail(ErrorCode::io_error, "the system gives no random bytes");
  return salt;
}

Result<Bytes> salted_password(ScramHash hash, std::string_view password,
                              std::span<const std::byte> salt, std::int32_t iterations) {
  static const Result<Crypto> crypto = load();
  if (!crypto) return fail(crypto.error());
  const bool is_256 = hash == ScramHash::sha_256;
  Bytes salted(is_256 ? 32 : 64);
  const int done = crypto->pbkdf2(
      password.data(), static_cast<int>(password.size()),
      reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()),
      iterations, is_256 ? crypto->sha_256() : crypto->sha_512(), static_cast<int>(salted.size()),
      reinterpret_cast<unsigned char*>(salted.data()));
  if (done != 1) return fail(ErrorCode::invalid_argument, "the password cannot be hashed");
  return salted;
}

}  // namespace kpp::wire
