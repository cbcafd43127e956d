#include "wire/kerberos_tickets.hpp"

#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>

#include <array>
#include <atomic>
#include <utility>

#include "security/dynamic_library.hpp"

namespace kpp::wire {
namespace {

// clang-format off
#define KPP_GSS_FUNCTIONS(X) \
  X(gss_acquire_cred_from) X(gss_display_status) X(gss_import_name) X(gss_release_buffer) X(gss_release_cred) \
  X(gss_release_name)
// clang-format on

struct Gss {
// NOLINTNEXTLINE(bugprone-macro-parentheses): it is a name
#define KPP_MEMBER(name) decltype(&::name) name = nullptr;
  KPP_GSS_FUNCTIONS(KPP_MEMBER)
#undef KPP_MEMBER
  const gss_OID* principal_name = nullptr;
};

Result<Gss> load() {
  Gss gss;
  const auto library = security::DynamicLibrary::open("libgssapi_krb5.so.2", "libgssapi-krb5-2");
  if (!library) return fail(library.error());
#define KPP_FIND(name) \
  if (const auto found = library->find(#name, gss.name); !found) return fail(found.error());
  KPP_GSS_FUNCTIONS(KPP_FIND)
#undef KPP_FIND
  if (const auto found = library->find("GSS_KRB5_NT_PRINCIPAL_NAME", gss.principal_name); !found)
    return fail(found.error());
  return gss;
}

/// Kerberos' own words for its part of an error.
std::string reason(const Gss& gss, OM_uint32 minor) {
  OM_uint32 more = 0;
  OM_uint32 ignored = 0;
  gss_buffer_desc text{};
  if (gss.gss_display_status(&ignored, minor, GSS_C_MECH_CODE, GSS_C_NO_OID, &more, &text) !=
      GSS_S_COMPLETE)
    return "no reason given";
  std::string words(static_cast<const char*>(text.value), text.length);
  gss.gss_release_buffer(&ignored, &text);
  return words;
}

std::string own_cache() {
  static std::atomic<unsigned> made{0};
  return "MEMORY:kpp-" + std::to_string(++made);
}

}  // namespace

KerberosTickets::KerberosTickets(security::KerberosSettings settings)
    : settings_(std::move(settings)), cache_(own_cache()) {}

Result<std::shared_ptr<void>> KerberosTickets::credentials() const {
  if (settings_.keytab.empty() && settings_.ticket_cache.empty()) return nullptr;
  static const Result<Gss> loaded = load();
  if (!loaded) return fail(loaded.error());
  const Gss& gss = *loaded;
  OM_uint32 minor = 0;
  OM_uint32 ignored = 0;

  gss_name_t name = GSS_C_NO_NAME;
  if (!settings_.principal.empty()) {
    std::string principal = settings_.principal;
    gss_buffer_desc text{principal.size(), principal.data()};
    if (gss.gss_import_name(&minor, &text, *gss.principal_name, &name) != GSS_S_COMPLETE)
      return fail(ErrorCode::invalid_config_value,
                  "Invalid value " + settings_.principal +
                      " for configuration sasl.kerberos.principal: " + reason(gss, minor));
  }
  std::array<gss_key_value_element_desc, 2> places{{
      {"ccache", settings_.keytab.empty() ? settings_.ticket_cache.c_str() : cache_.c_str()},
      {"client_keytab", settings_.keytab.c_str()},
  }};
  const gss_key_value_set_desc store{settings_.keytab.empty() ? 1U : 2U, places.data()};
  gss_cred_id_t found = GSS_C_NO_CREDENTIAL;
  const OM_uint32 major =
      gss.gss_acquire_cred_from(&minor, name, GSS_C_INDEFINITE, GSS_C_NO_OID_SET, GSS_C_INITIATE,
                                &store, &found, nullptr, nullptr);
  gss.gss_release_name(&ignored, &name);
  if (major != GSS_S_COMPLETE)
    return fail(ErrorCode::sasl_authentication_failed,
                "Kerberos gives no ticket" +
                    (settings_.principal.empty() ? "" : " for " + settings_.principal) + " with " +
                    (settings_.keytab.empty() ? "the ticket cache " + settings_.ticket_cache
                                              : "the keytab " + settings_.keytab) +
                    ": " + reason(gss, minor));
  return std::shared_ptr<void>(found, [](void* credentials) {
    auto released = static_cast<gss_cred_id_t>(credentials);
    OM_uint32 unused = 0;
    loaded->gss_release_cred(&unused, &released);
  });
}

}  // namespace kpp::wire
