#include "wire/scram_password.hpp"

#include <sys/random.h>

#include "security/openssl.hpp"

namespace kpp::wire {
namespace {

constexpr std::size_t salt_size = 32;

}  // namespace

Result<Bytes> random_salt() {
  Bytes salt(salt_size);
  if (getrandom(salt.data(), salt.size(), 0) != static_cast<ssize_t>(salt.size()))
    return fail(ErrorCode::io_error, "the system gives no random bytes");
  return salt;
}

Result<Bytes> salted_password(ScramHash hash, std::string_view password,
                              std::span<const std::byte> salt, std::int32_t iterations) {
  const auto crypto = security::load_openssl();
  if (!crypto) return fail(crypto.error());
  const bool is_256 = hash == ScramHash::sha_256;
  Bytes salted(is_256 ? 32 : 64);
  const int done = (*crypto)->PKCS5_PBKDF2_HMAC(
      password.data(), static_cast<int>(password.size()),
      reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()),
      iterations, is_256 ? (*crypto)->EVP_sha256() : (*crypto)->EVP_sha512(),
      static_cast<int>(salted.size()), reinterpret_cast<unsigned char*>(salted.data()));
  if (done != 1) return fail(ErrorCode::invalid_argument, "the password cannot be hashed");
  return salted;
}

}  // namespace kpp::wire
