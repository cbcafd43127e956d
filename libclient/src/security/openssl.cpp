#include "security/openssl.hpp"

#include <openssl/opensslv.h>

#include <string>

#include "security/dynamic_library.hpp"

namespace kpp::security {
namespace {

#define KPP_TEXT_OF(word) #word
#define KPP_TEXT(word) KPP_TEXT_OF(word)
constexpr const char* suffix = ".so." KPP_TEXT(OPENSSL_SHLIB_VERSION);
#undef KPP_TEXT
#undef KPP_TEXT_OF

OpenSsl table;

Result<const OpenSsl*> load() {
  constexpr const char* package = "libssl3";
  const auto crypto = DynamicLibrary::open(std::string("libcrypto") + suffix, package);
  if (!crypto) return fail(crypto.error());
  const auto ssl = DynamicLibrary::open(std::string("libssl") + suffix, package);
  if (!ssl) return fail(ssl.error());
#define KPP_FIND(name) \
  if (const auto found = library.find(#name, table.name); !found) return fail(found.error());
  {
    const DynamicLibrary& library = *crypto;
    KPP_LIBCRYPTO_FUNCTIONS(KPP_FIND)
  }
  {
    const DynamicLibrary& library = *ssl;
    KPP_LIBSSL_FUNCTIONS(KPP_FIND)
  }
#undef KPP_FIND
  return &table;
}

}  // namespace

Result<const OpenSsl*> load_openssl() {
  static const Result<const OpenSsl*> loaded = load();
  return loaded;
}

const OpenSsl& openssl() noexcept {
  return table;
}

std::string openssl_reason() {
  const unsigned long code = table.ERR_peek_last_error();
  table.ERR_clear_error();
  const char* text = code == 0 ? nullptr : table.ERR_reason_error_string(code);
  return text != nullptr ? text : "OpenSSL gives no reason";
}

}  // namespace kpp::security
